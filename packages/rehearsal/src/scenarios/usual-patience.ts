import { fetchesSecrets } from '@tideway/gitops/flux-repository';
import type { Platform } from '@tideway/model';

/** How many times as long everything may take where Flux hears of no push; enough for intervals of up to two minutes. */
const looking = 6;

/**
 * How patient scenarios are with what commits and images lead to. Without External Secrets there is no token for Receivers:
 * Flux finds changes by polling.
 */
export function usualPatience(platform: Platform): number {
  return fetchesSecrets(platform) ? 1 : looking;
}
