import type { Service } from './service.ts';

/** An AWS account and region. */
export interface AwsTarget {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
}

/** A stage of the way to production. */
export interface Environment {
  readonly name: string;
  /** `automated`: Flux's image robot writes new tags. `promoted`: a promotion does. @default promoted */
  readonly images: 'automated' | 'promoted';
  /** How a delivery to this environment is approved. @default none */
  readonly approval: 'none' | 'pull-request';
  /** Environment whose tags are promoted to this one. @default the one declared before it */
  readonly promotesFrom?: string;
}

/** A managed node group. */
export interface NodeGroup {
  /** EC2 instance type. */
  readonly instance: string;
  readonly desired: number;
  readonly min: number;
  readonly max: number;
}

/** Exact versions of the add-ons that EKS itself keeps on a cluster, such as `v1.21.1-eksbuild.1`. */
export interface ClusterAddons {
  readonly vpcCni: string;
  readonly coreDns: string;
  /** At most three minor versions behind Kubernetes, and never ahead of it. */
  readonly kubeProxy: string;
  readonly podIdentityAgent: string;
  /** Makes and mounts the EBS volumes of persistent volumes; from v1.58.0 on, which marks them as the cluster's own. */
  readonly ebsCsi: string;
}

/** A Kubernetes cluster in one environment. */
export interface Cluster {
  readonly name: string;
  readonly environment: string;
  /** Kubernetes minor version, such as `1.36`. */
  readonly kubernetes: string;
  readonly aws: AwsTarget;
  readonly nodes: NodeGroup;
  /** CIDR of the VPC; disjoint between the clusters of a platform. */
  readonly cidr: string;
  /** Who reaches the Kubernetes API: `public`: IAM identities from anywhere; `private`: only from inside of the VPC. @default public */
  readonly endpoint: 'public' | 'private';
  readonly addons: ClusterAddons;
}

/** Keyless signature that a chart must carry. */
export interface ChartVerification {
  readonly provider: 'cosign';
  /** Regular expressions on the certificate's issuer and subject. */
  readonly issuer: string;
  readonly subject: string;
}

/** A Helm chart that Flux installs on every cluster, from an OCI registry. */
export interface Controller {
  readonly name: string;
  readonly namespace: string;
  /** OCI address without tag, such as `oci://ghcr.io/external-secrets/charts/external-secrets`. */
  readonly chart: string;
  /** Exact chart version. */
  readonly version: string;
  readonly verify?: ChartVerification;
  /** Helm values in every environment. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Helm values per environment, merged over `values`. */
  readonly environments: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Controllers that must be ready before this one. */
  readonly dependsOn: readonly string[];
}

/** What all pods of a tenant namespace together may claim. */
export interface Quota {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu: string; readonly memory: string };
  readonly pods: number;
  readonly services: number;
  readonly loadBalancers: number;
  readonly persistentVolumeClaims: number;
  /** Sum of all claims. */
  readonly storage: string;
}

/** Limits for a container that states none. */
export interface LimitRange {
  readonly defaultRequests: { readonly cpu: string; readonly memory: string };
  readonly defaultLimits: { readonly cpu: string; readonly memory: string };
  readonly max: { readonly cpu: string; readonly memory: string };
}

/** A team: its namespace, its Git repository, its rights. */
export interface Tenant {
  readonly name: string;
  /** @default the tenant's name */
  readonly namespace: string;
  /** CodeCommit repository of the tenant's manifests. */
  readonly repository: string;
  /** @default main */
  readonly branch: string;
  readonly quota: Quota;
  readonly limitRange: LimitRange;
  readonly services: Readonly<Record<string, Service>>;
}

/** How Flux runs on the clusters. */
export interface FluxSettings {
  /** Exact version of the Flux distribution. @default 2.9.4 */
  readonly version: string;
  /** Exact version of the Flux Operator's chart. @default 0.58.1 */
  readonly operator: string;
  /** `flux-operator`: a FluxInstance. `flux-cli`: the cluster was bootstrapped with `flux bootstrap git`. @default flux-operator */
  readonly bootstrap: 'flux-operator' | 'flux-cli';
  /** Intervals as Flux durations; defaults are the tutorial's: Git 1m, image scan 1m, image automation 5m, apply 5m, infrastructure 10m. */
  readonly intervals: {
    readonly git: string;
    readonly imageScan: string;
    readonly imageUpdate: string;
    readonly apply: string;
    readonly infrastructure: string;
  };
}

/** A whole platform, validated, every default filled in. What {@link definePlatform} returns. */
export interface Platform {
  readonly name: string;
  /** Where CodeCommit and ECR are, and clusters that name no other place. */
  readonly aws: AwsTarget;
  readonly repositories: {
    /** CodeCommit repository that every cluster's Flux follows. @default flux-repo */
    readonly flux: string;
    /** Branch that Flux follows. @default main */
    readonly branch: string;
    /** CodeCommit repository of this monorepo, which the platform's pipeline builds. @default platform-repo */
    readonly monorepo: string;
  };
  readonly flux: FluxSettings;
  /** In the order of promotion. */
  readonly environments: Readonly<Record<string, Environment>>;
  readonly clusters: Readonly<Record<string, Cluster>>;
  readonly controllers: Readonly<Record<string, Controller>>;
  readonly tenants: Readonly<Record<string, Tenant>>;
}
