import type { Image } from './image.ts';

/** CPU and memory as Kubernetes quantities, such as `100m` and `300Mi`. */
export interface ResourceAmounts {
  readonly cpu: string;
  readonly memory: string;
}

/** What a container is promised and what it may not exceed. */
export interface Resources {
  readonly requests: ResourceAmounts;
  readonly limits: ResourceAmounts;
}

/** One port of a service. */
export interface Port {
  /** DNS label, unique in its service: `http`. */
  readonly name: string;
  /** Port of the Kubernetes Service. */
  readonly port: number;
  /**
   * Port that the container listens on.
   * @default the same as `port`
   */
  readonly targetPort: number;
  /**
   * Whether the Service has this port; `false`: only the container does.
   * @default true
   */
  readonly published: boolean;
}

/** A value that External Secrets fetches at run time; the value itself is never in Git. */
export interface SecretReference {
  readonly kind: 'secret';
  /** Name of the Kubernetes Secret and last part of the path in AWS Secrets Manager. */
  readonly secret: string;
  /** Key inside of it. */
  readonly key: string;
}

/** Value of an environment variable: literal text, or a reference to a secret. */
export type EnvValue = string | SecretReference;

/** How the kubelet asks a container whether it is well. */
export type ProbeAction =
  | { readonly kind: 'http'; readonly path: string; readonly port: string }
  | { readonly kind: 'tcp'; readonly port: string }
  | { readonly kind: 'exec'; readonly command: readonly string[] };

/** One probe; times are in seconds. */
export interface Probe {
  readonly action: ProbeAction;
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
}

/** The probes of a container. */
export interface Probes {
  readonly startup?: Probe;
  readonly liveness?: Probe;
  readonly readiness?: Probe;
}

/** Levels of the Pod Security Standards that Tideway gives to a namespace. */
export type PodSecurityLevel = 'restricted' | 'baseline' | 'privileged';

/** What the container may do; every field is written to the manifest as it stands. */
export interface Security {
  /** @default restricted */
  readonly level: PodSecurityLevel;
  /** Why the container can't live with `restricted`; required when `level` is another one. */
  readonly reason?: string;
  /** @default true */
  readonly runAsNonRoot: boolean;
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  /** Group that owns mounted volumes. */
  readonly fsGroup?: number;
  /** @default true */
  readonly readOnlyRootFilesystem: boolean;
  /** Linux capabilities given back after all were dropped. */
  readonly addCapabilities: readonly string[];
}

/** Storage mounted into a container. */
export interface Volume {
  readonly name: string;
  readonly mountPath: string;
  /** `memory` and `disk` vanish with the pod; `persistent` is a PersistentVolumeClaim. */
  readonly kind: 'memory' | 'disk' | 'persistent';
  /** Kubernetes quantity, such as `64Mi`. */
  readonly size: string;
  /** StorageClass of a persistent volume. @default the cluster's default class */
  readonly storageClass?: string;
}

/** A container: the service's own one, or a sidecar beside it. */
export interface Container {
  readonly name: string;
  readonly image: Image;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, EnvValue>>;
  readonly ports: readonly Port[];
  readonly probes: Probes;
  readonly resources: Resources;
  readonly security: Security;
  readonly volumes: readonly Volume[];
}

/** Type of a Kubernetes Service. */
export type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer';

/** A service in one environment: the only things that an overlay may hold. All are resolved, nothing is optional by accident. */
export interface ServiceInEnvironment {
  /** @default 1 */
  readonly replicas: number;
  readonly type: ServiceType;
  /** Annotations of the Kubernetes Service, on top of the base's. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Resources of the main container. */
  readonly resources: Resources;
  /** Volumes of the main container. */
  readonly volumes: readonly Volume[];
  /** Environment variables of the main container, on top of the container's own. */
  readonly env: Readonly<Record<string, EnvValue>>;
}

/** A Deployment and its Service. */
export interface Service {
  readonly name: string;
  readonly container: Container;
  readonly sidecars: readonly Container[];
  /** Annotations of the Kubernetes Service in every environment. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Services of the same tenant that this one calls; NetworkPolicies allow these and no others. */
  readonly calls: readonly string[];
  /** Whether traffic from outside of the cluster reaches it. @default false */
  readonly exposed: boolean;
  /** Base values, before any environment's differences. */
  readonly base: ServiceInEnvironment;
  /** One entry for every environment of the platform, differences applied. */
  readonly environments: Readonly<Record<string, ServiceInEnvironment>>;
}
