import type { Platform } from '@tideway/model';
import type { SecretStore } from '../kinds/external-secrets.ts';
import { secretStoreName } from '../tenant-repository/secrets.ts';

/** Whose store it is. */
export interface SecretStoreOptions {
  readonly namespace: string;
  /** Put before every key: a folder in AWS Secrets Manager. */
  readonly prefix: string;
}

/** A folder in AWS Secrets Manager, read with the identity of External Secrets itself: no password. */
export function secretStore(platform: Platform, { namespace, prefix }: SecretStoreOptions): SecretStore {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata: { name: secretStoreName, namespace },
    spec: {
      provider: {
        aws: { service: 'SecretsManager', region: platform.aws.region, prefix },
      },
    },
  };
}
