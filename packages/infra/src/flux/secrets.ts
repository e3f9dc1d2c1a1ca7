import { secretPath, type Platform, type Tenant } from '@tideway/model';
import { fetchesSecrets, fluxSecretFolder } from '@tideway/gitops/flux-repository';

/** Tenants that have a store of secrets: a folder in AWS Secrets Manager, and a token for Receivers in it. */
export function tenantsWithStores(platform: Platform): readonly Tenant[] {
  return fetchesSecrets(platform) ? Object.values(platform.tenants) : [];
}

/** Folders in AWS Secrets Manager that the clusters read, each with a `/` at its end; Flux's own is the first. */
export function secretFolders(platform: Platform): readonly string[] {
  const tenants = tenantsWithStores(platform);
  if (tenants.length === 0) return [];
  return [fluxSecretFolder(platform), ...tenants.map((tenant) => secretPath(platform, tenant, ''))];
}
