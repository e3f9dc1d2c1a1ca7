import { secretPath, type Platform, type Tenant } from '@tideway/model';
import type { SecretStore } from '../kinds/external-secrets.ts';
import { secretStore } from './secret-store.ts';

/** A tenant's folder in AWS Secrets Manager. */
export function tenantSecretStore(platform: Platform, tenant: Tenant): SecretStore {
  return secretStore(platform, { namespace: tenant.namespace, prefix: secretPath(platform, tenant, '') });
}
