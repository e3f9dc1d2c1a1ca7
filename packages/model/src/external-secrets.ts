import type { ControllerInput } from './platform-input.ts';

/** What {@link externalSecrets} is told. */
export interface ExternalSecretsOptions<Environments extends string = string> {
  /** Exact chart version, such as `2.14.0`. */
  readonly version: string;
  /** Helm values in every environment, on top of the preset's. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Helm values per environment, merged over `values`. */
  readonly environments?: { readonly [Name in Environments]?: Readonly<Record<string, unknown>> };
}

/**
 * The External Secrets Operator from its own signed chart.
 * Its release workflow signs the chart keyless on the project's main branch (`.github/workflows/helm.yml`).
 */
export function externalSecrets<const Environments extends string = never>(
  options: ExternalSecretsOptions<Environments>,
): ControllerInput<NoInfer<Environments>, never> {
  return {
    chart: 'oci://ghcr.io/external-secrets/charts/external-secrets',
    version: options.version,
    verify: {
      provider: 'cosign',
      issuer: '^https://token\\.actions\\.githubusercontent\\.com$',
      subject:
        '^https://github\\.com/external-secrets/external-secrets/\\.github/workflows/helm\\.yml@refs/heads/main$',
    },
    values: { installCRDs: true, ...options.values },
    ...(options.environments && { environments: options.environments }),
  };
}
