import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { accept } from '../assembly/accepted-findings.ts';
import { PlatformStack, type PlatformStackProps } from '../assembly/platform-stack.ts';
import { tokenSecrets } from '../flux/receivers.ts';

/** What {@link TokensStack} is told. */
export type TokensStackProps = PlatformStackProps;

/**
 * The tokens that events for Flux are signed with: made here, read by the function that signs and by External
 * Secrets, seen by nobody. One stack in each account with a cluster, in the platform's region, where the clusters look.
 */
export class TokensStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: TokensStackProps) {
    super(scope, id, { description: 'Tokens that events for Flux are signed with', ...props });
    for (const secretName of tokenSecrets(props.platform)) {
      const secret = new Secret(this, secretName, {
        secretName,
        description: "Token of Flux's Receivers",
        generateSecretString: {
          secretStringTemplate: '{}',
          generateStringKey: 'token',
          passwordLength: 48,
          excludePunctuation: true,
        },
        removalPolicy: RemovalPolicy.DESTROY,
      });
      accept(secret, [
        {
          id: 'AwsSolutions-SMG4',
          reason:
            'Two readers must change over together; a token is replaced by deploying it under a new value, and only says "look now".',
        },
      ]);
    }
  }
}
