import { secretPath, type Platform, type Tenant } from '@tideway/model';
import type { SecretStore } from '../kinds/external-secrets.ts';
import { secretStoreName } from '../tenant-repository/secrets.ts';

/** A tenant's folder in AWS Secrets Manager, read with the identity of External Secrets itself: no password. */
export function tenantSecretStore(platform: Platform, tenant: Tenant): SecretStore {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata: { name: secretStoreName, namespace: tenant.namespace },
    spec: {
      provider: {
        aws: {
          service: 'SecretsManager',
          region: platform.aws.region,
          prefix: secretPath(platform, tenant, ''),
        },
      },
    },
  };
}
