import type { EnvValue, Service, Tenant } from '@tideway/model';
import type { ExternalSecret } from '../kinds/external-secrets.ts';

/** Name of a tenant's SecretStore. */
export const secretStoreName = 'aws-secrets-manager';

/** Keys that are used of each secret, by the secret's name. */
export type UsedSecrets = ReadonlyMap<string, ReadonlySet<string>>;

/** Secrets that the containers of services name in their environment variables in the base. */
export function secretsInBase(services: Iterable<Service>): UsedSecrets {
  const used = new Map<string, Set<string>>();
  for (const { container, sidecars, base } of services) {
    collect(used, container.env);
    collect(used, base.env);
    for (const sidecar of sidecars) collect(used, sidecar.env);
  }
  return used;
}

/** Secrets that the services of a tenant name in one environment on top of the base. */
export function secretsInEnvironment(services: Iterable<Service>, environment: string): UsedSecrets {
  const used = new Map<string, Set<string>>();
  for (const service of services) collect(used, service.environments[environment]?.env ?? {});
  return used;
}

/** Whether any service of a tenant uses a secret in any environment. */
export function usesSecrets(tenant: Tenant): boolean {
  return Object.values(tenant.services).some(
    (service) =>
      secretsInBase([service]).size > 0 ||
      Object.values(service.environments).some(({ env }) => Object.values(env).some(isSecret)),
  );
}

/** Has External Secrets fetch a secret's keys; the tenant's SecretStore knows its folder in AWS Secrets Manager. */
export function externalSecret(name: string, keys: Iterable<string>): ExternalSecret {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { kind: 'SecretStore', name: secretStoreName },
      target: { name, creationPolicy: 'Owner' },
      data: [...keys].map((key) => ({ secretKey: key, remoteRef: { key: name, property: key } })),
    },
  };
}

function collect(used: Map<string, Set<string>>, env: Readonly<Record<string, EnvValue>>): void {
  for (const name in env) {
    const value = env[name];
    if (!isSecret(value)) continue;
    const keys = used.get(value.secret);
    if (keys === undefined) used.set(value.secret, new Set([value.key]));
    else keys.add(value.key);
  }
}

function isSecret(value: EnvValue | undefined): value is Exclude<EnvValue, string> {
  return typeof value === 'object';
}
