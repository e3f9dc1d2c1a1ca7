import type {
  AwsTarget,
  ChartVerification,
  ClusterAddons,
  FluxSettings,
  LimitRange,
  NodeGroup,
  Quota,
} from './platform.ts';
import type { ServiceInput } from './service-input.ts';

/** A stage of the way to production. */
export interface EnvironmentInput<Environments extends string = string> {
  /**
   * `automated`: Flux's image robot writes new tags. `promoted`: a promotion does.
   * @default promoted
   */
  readonly images?: 'automated' | 'promoted';
  /**
   * How a delivery to this environment is approved.
   * @default none
   */
  readonly approval?: 'none' | 'pull-request';
  /**
   * Environment whose tags are promoted to this one.
   * @default the one declared before it, if images are promoted
   */
  readonly promotesFrom?: Environments;
}

/** Kubernetes minor versions that Flux 2.9 supports. */
export type KubernetesVersion = '1.34' | '1.35' | '1.36';

/** A Kubernetes cluster in one environment. */
export interface ClusterInput<Environments extends string = string> {
  readonly environment: Environments;
  readonly kubernetes: KubernetesVersion;
  /** CIDR of the VPC, /16 to /24; disjoint between the clusters of a platform. */
  readonly cidr: string;
  /**
   * Account, region or both, if not the platform's.
   * @default the platform's
   */
  readonly aws?: Partial<AwsTarget>;
  /** @default two m6i.large, at least one, at most two */
  readonly nodes?: Partial<NodeGroup>;
  /**
   * Who reaches the Kubernetes API: `public`: IAM identities from anywhere; `private`: only from inside of the VPC.
   * @default public
   */
  readonly endpoint?: 'public' | 'private';
  /** @default versions that go with `kubernetes` */
  readonly addons?: Partial<ClusterAddons>;
}

/** A Helm chart that Flux installs on every cluster, from an OCI registry. */
export interface ControllerInput<Environments extends string = string, Controllers extends string = string> {
  /** @default the controller's name */
  readonly namespace?: string;
  /** OCI address without tag, such as `oci://ghcr.io/external-secrets/charts/external-secrets`. */
  readonly chart: string;
  /** Exact chart version. */
  readonly version: string;
  /** Keyless signature that the chart must carry. */
  readonly verify?: ChartVerification;
  /** Helm values in every environment. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Helm values per environment, merged over `values`. */
  readonly environments?: { readonly [Name in Environments]?: Readonly<Record<string, unknown>> };
  /** Controllers that must be ready before this one. */
  readonly dependsOn?: readonly Controllers[];
}

/** A {@link Quota} of which every part may be left out. */
export type QuotaInput = Partial<Quota>;

/** A {@link LimitRange} of which every part may be left out. */
export type LimitRangeInput = Partial<LimitRange>;

/** A team: its namespace, its Git repository, its services. */
export interface TenantInput<
  Environments extends string = string,
  Services = Readonly<Record<string, unknown>>,
> {
  /** @default the tenant's name */
  readonly namespace?: string;
  /** CodeCommit repository of the tenant's manifests. */
  readonly repository: string;
  /** @default main */
  readonly branch?: string;
  /** @default requests of 10 CPUs and 20Gi, limits of 20 CPUs and 40Gi, 100 pods, 50 services, 2 load balancers, 20 claims of 100Gi together */
  readonly quota?: QuotaInput;
  /** @default 50m and 64Mi requested, 200m and 256Mi at most, and nobody more than 2 CPUs and 4Gi */
  readonly limitRange?: LimitRangeInput;
  /** By name. */
  readonly services?: {
    readonly [Name in keyof Services]: ServiceInput<Environments, keyof Services & string>;
  };
}

/** What {@link definePlatform} is told. What may be left out has a default. */
export interface PlatformInput<
  Environments extends string = string,
  Controllers extends string = string,
  Tenants = Readonly<Record<string, Readonly<Record<string, unknown>>>>,
> {
  /** DNS label; part of the names of IAM roles and secrets. */
  readonly name: string;
  /** Where CodeCommit and ECR are, and clusters that name no other place. */
  readonly aws: AwsTarget;
  readonly repositories?: {
    /**
     * CodeCommit repository that every cluster's Flux follows.
     * @default flux-repo
     */
    readonly flux?: string;
    /**
     * Branch that Flux follows.
     * @default main
     */
    readonly branch?: string;
    /**
     * CodeCommit repository of this monorepo, which the platform's pipeline builds.
     * @default platform-repo
     */
    readonly monorepo?: string;
  };
  readonly flux?: Partial<Omit<FluxSettings, 'intervals'>> & {
    readonly intervals?: Partial<FluxSettings['intervals']>;
  };
  /** In the order of promotion. */
  readonly environments: {
    readonly [Name in Environments]: EnvironmentInput<NoInfer<Environments>>;
  };
  readonly clusters: Readonly<Record<string, ClusterInput<NoInfer<Environments>>>>;
  readonly controllers?: {
    readonly [Name in Controllers]: ControllerInput<NoInfer<Environments>, NoInfer<Controllers>>;
  };
  readonly tenants: { readonly [Name in keyof Tenants]: TenantInput<NoInfer<Environments>, Tenants[Name]> };
}
