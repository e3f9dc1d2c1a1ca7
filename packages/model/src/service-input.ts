import type { Image } from './image.ts';
import type { EnvValue, PodSecurityLevel, ResourceAmounts, ServiceType } from './service.ts';

/** One port; a bare number stands for `{ port: number }`. */
export interface PortInput {
  /** Port of the Kubernetes Service. */
  readonly port: number;
  /**
   * Port that the container listens on.
   * @default the same as `port`
   */
  readonly targetPort?: number;
  /**
   * Whether the Service has this port; `false`: only the container does.
   * @default true
   */
  readonly published?: boolean;
}

/** When and how patiently a probe asks; all times are in seconds. */
export interface ProbeTimes {
  /** @default 0 */
  readonly initialDelaySeconds?: number;
  /** @default 10 for liveness, 5 for readiness and startup */
  readonly periodSeconds?: number;
  /** @default 3 */
  readonly timeoutSeconds?: number;
  /** @default 3 for liveness and readiness; 60 for startup, which is five minutes */
  readonly failureThreshold?: number;
}

/** How the kubelet asks a container whether it is well: by HTTP, by a TCP connection, or by a command inside of it. */
export type ProbeInput = ProbeTimes &
  (
    | {
        /** Path that answers with a status from 200 to 399. */
        readonly http: string;
        /** @default the container's first port */
        readonly port?: string;
      }
    | {
        /** Name of a port that accepts connections. */
        readonly tcp: string;
      }
    | {
        /** Command that exits with 0. */
        readonly exec: readonly string[];
      }
  );

/** The probes of a container. */
export interface ProbesInput {
  /** Holds the other two back until the container has started. */
  readonly startup?: ProbeInput;
  /** Restarts the container when it fails. */
  readonly liveness?: ProbeInput;
  /** Keeps traffic away while it fails. */
  readonly readiness?: ProbeInput;
}

/** Requests and limits; what is left out comes from the tenant's limit range. */
export interface ResourcesInput {
  readonly requests?: Partial<ResourceAmounts>;
  readonly limits?: Partial<ResourceAmounts>;
}

/** What a container may do. Left out: Pod Security level `restricted` with a read-only root file system. */
export interface SecurityInput {
  /** @default restricted */
  readonly level?: PodSecurityLevel;
  /** Why the container can't live with `restricted`; required when `level` is another one. */
  readonly reason?: string;
  /** @default true */
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  /** Group that owns mounted volumes. */
  readonly fsGroup?: number;
  /** @default true */
  readonly readOnlyRootFilesystem?: boolean;
  /**
   * Linux capabilities given back after all were dropped.
   * @default none
   */
  readonly addCapabilities?: readonly string[];
}

/** Storage mounted into a container. */
export interface VolumeInput {
  readonly mountPath: string;
  /** `memory` and `disk` vanish with the pod; `persistent` is a PersistentVolumeClaim. */
  readonly kind: 'memory' | 'disk' | 'persistent';
  /** Kubernetes quantity, such as `64Mi`. */
  readonly size: string;
  /**
   * StorageClass of a persistent volume.
   * @default the cluster's default class
   */
  readonly storageClass?: string;
}

/** A container: the service's own one, or a sidecar beside it. */
export interface ContainerInput {
  /** {@link built} from sources of this monorepo, or {@link pinned}. */
  readonly image: Image;
  /** @default the image's entrypoint */
  readonly command?: readonly string[];
  /** @default the image's arguments */
  readonly args?: readonly string[];
  /** Literal text, or {@link fromSecret}. */
  readonly env?: Readonly<Record<string, EnvValue>>;
  /** By name, such as `{ http: 80 }`. */
  readonly ports?: Readonly<Record<string, number | PortInput>>;
  readonly probes?: ProbesInput;
  readonly resources?: ResourcesInput;
  readonly security?: SecurityInput;
  /** By name. */
  readonly volumes?: Readonly<Record<string, VolumeInput>>;
}

/** What is different about a service in one environment; what is left out stays as in the base. */
export interface ServiceDifferences {
  readonly replicas?: number;
  readonly type?: ServiceType;
  /** Annotations of the Kubernetes Service, on top of the base's. */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly resources?: ResourcesInput;
  /** By name: fields given here replace those of the base's volume of that name. */
  readonly volumes?: Readonly<Record<string, Partial<VolumeInput>>>;
  /** Environment variables, on top of the base's. */
  readonly env?: Readonly<Record<string, EnvValue>>;
}

declare const environmentsUsed: unique symbol;

/** A service as it is written in a platform: a Deployment and its Kubernetes Service. */
export interface ServiceInput<
  Environments extends string = string,
  Services extends string = string,
> extends ContainerInput {
  /** Containers beside the service's own one, by name. */
  readonly sidecars?: Readonly<Record<string, ContainerInput>>;
  /** Annotations of the Kubernetes Service in every environment. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Services of the same tenant that this one calls; NetworkPolicies allow these and no others. */
  readonly calls?: readonly Services[];
  /**
   * Whether traffic from outside of the cluster reaches it.
   * @default false
   */
  readonly exposed?: boolean;
  /** @default 1 */
  readonly replicas?: number;
  /** @default ClusterIP */
  readonly type?: ServiceType;
  /** What is different in an environment, by the environment's name. */
  readonly environments?: { readonly [Name in Environments]?: ServiceDifferences };
  /** Exists for the compiler only: remembers every environment named above, so that a wrong one does not compile. */
  readonly [environmentsUsed]?: Environments;
}

/**
 * A service that is written apart from its platform, in a variable or a file of its own.
 * Returns what it is given; the environments and services that it names are checked where the platform uses it.
 */
export function service<const Environments extends string = never, const Services extends string = never>(
  input: ServiceInput<Environments, Services>,
): ServiceInput<NoInfer<Environments>, NoInfer<Services>> {
  return input;
}
