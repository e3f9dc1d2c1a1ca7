import type { Controller, Platform } from '@tideway/model';
import { usesSecrets } from '../tenant-repository/secrets.ts';

/** The controller that fetches secrets. @returns undefined where a platform has none */
export function secretsController(platform: Platform): Controller | undefined {
  return Object.values(platform.controllers).find(({ chart }) => chart.endsWith('/external-secrets'));
}

/**
 * Whether External Secrets runs on the clusters of a platform: it is one of the controllers, or it comes from elsewhere and a
 * service counts on it. Every tenant has a store of secrets there, and a token for its Receivers.
 */
export function fetchesSecrets(platform: Platform): boolean {
  return secretsController(platform) !== undefined || Object.values(platform.tenants).some(usesSecrets);
}
