import { secretPath, type Controller, type EnvValue, type Platform, type Tenant } from '@tideway/model';
import { fluxNamespace } from './names.ts';

/** Whether a service of a tenant takes a value from AWS Secrets Manager, in any environment. */
export function usesSecrets(tenant: Tenant): boolean {
  return Object.values(tenant.services).some(({ container, sidecars, base, environments }) =>
    [container, ...sidecars, base, ...Object.values(environments)].some(({ env }) =>
      Object.values(env).some(isReference),
    ),
  );
}

function isReference(value: EnvValue): boolean {
  return typeof value !== 'string';
}

/** Tenants that take values from AWS Secrets Manager. */
export function tenantsWithSecrets(platform: Platform): readonly Tenant[] {
  return Object.values(platform.tenants).filter(usesSecrets);
}

/** Folders in AWS Secrets Manager that the clusters read, each with a `/` at its end; Flux's own is the first. */
export function secretFolders(platform: Platform): readonly string[] {
  const tenants = tenantsWithSecrets(platform);
  if (tenants.length === 0) return [];
  return [fluxFolder(platform), ...tenants.map((tenant) => secretPath(platform, tenant, ''))];
}

/** Flux's own folder in AWS Secrets Manager. */
export function fluxFolder(platform: Platform): string {
  return `${platform.name}/${fluxNamespace}/`;
}

/** The controller that fetches secrets. @returns undefined where a platform has none */
export function secretsController(platform: Platform): Controller | undefined {
  return Object.values(platform.controllers).find(({ chart }) => chart.endsWith('/external-secrets'));
}
