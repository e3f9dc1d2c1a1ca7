import type { Cluster, Platform } from '@tideway/model';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { secretFolders } from '../flux/secrets.ts';
import { secretsArn } from './arns.ts';
import type { AcceptedFinding } from '../assembly/accepted-findings.ts';
import { allow } from './statement.ts';

/** What External Secrets needs: to read the folders of this platform's tenants, and Flux's own. */
export function readSecrets(platform: Platform, cluster: Cluster): readonly PolicyStatement[] {
  const resources = secretFolders(platform).map((folder) => secretsArn(platform, cluster, folder));
  return [
    allow('ReadSecrets', ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'], resources),
  ];
}

/** What kustomize-controller needs: to decrypt what was encrypted with the cluster's own key. */
export function decrypt(keyArn: string): readonly PolicyStatement[] {
  return [allow('DecryptFiles', ['kms:Decrypt'], [keyArn])];
}

/** What cdk-nag finds in {@link readSecrets} that stands. */
export function acceptedOfSecrets({ name }: Platform): readonly AcceptedFinding[] {
  return [
    {
      id: 'AwsSolutions-IAM5',
      reason:
        "Secrets Manager adds random characters to each secret's ARN, and a tenant adds secrets to its folder.",
      appliesTo: [{ regex: `/^Resource::arn:[^:]+:secretsmanager:[^:]+:\\d+:secret:${name}/[^/]+/\\*$/` }],
    },
  ];
}
