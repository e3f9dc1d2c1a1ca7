import { secretPath, type Controller, type Platform, type Tenant } from '@tideway/model';
import { fluxSecretFolder, usesSecrets } from '@tideway/gitops/flux-repository';

/** Tenants that take values from AWS Secrets Manager. */
export function tenantsWithSecrets(platform: Platform): readonly Tenant[] {
  return Object.values(platform.tenants).filter(usesSecrets);
}

/** Folders in AWS Secrets Manager that the clusters read, each with a `/` at its end; Flux's own is the first. */
export function secretFolders(platform: Platform): readonly string[] {
  const tenants = tenantsWithSecrets(platform);
  if (tenants.length === 0) return [];
  return [fluxSecretFolder(platform), ...tenants.map((tenant) => secretPath(platform, tenant, ''))];
}

/** The controller that fetches secrets. @returns undefined where a platform has none */
export function secretsController(platform: Platform): Controller | undefined {
  return Object.values(platform.controllers).find(({ chart }) => chart.endsWith('/external-secrets'));
}
