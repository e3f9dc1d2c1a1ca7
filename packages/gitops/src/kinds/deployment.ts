import type { PodContainer } from './container.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import type { LabelSelector } from './label-selector.ts';

/** Storage of a pod. */
export type PodVolume =
  | {
      readonly name: string;
      readonly emptyDir: { readonly medium?: 'Memory'; readonly sizeLimit: string };
    }
  | { readonly name: string; readonly persistentVolumeClaim: { readonly claimName: string } };

/** How the pods of a service are kept apart. */
export interface TopologySpreadConstraint {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway';
  readonly labelSelector: LabelSelector;
}

/** How old pods give way to new ones. */
export type DeploymentStrategy =
  | { readonly type: 'Recreate' }
  | {
      readonly type: 'RollingUpdate';
      readonly rollingUpdate: { readonly maxUnavailable: string; readonly maxSurge: string };
    };

/** A number of like pods. */
export interface Deployment extends KubernetesObject {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'Deployment';
  readonly spec: {
    readonly replicas: number;
    readonly revisionHistoryLimit: number;
    /** Seconds after which a rollout counts as failed. */
    readonly progressDeadlineSeconds?: number;
    readonly strategy: DeploymentStrategy;
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly template: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: {
        readonly automountServiceAccountToken: boolean;
        readonly enableServiceLinks: boolean;
        readonly nodeSelector: Readonly<Record<string, string>>;
        readonly securityContext: {
          readonly fsGroup?: number;
          readonly seccompProfile: { readonly type: 'RuntimeDefault' };
        };
        readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
        readonly containers: readonly PodContainer[];
        readonly volumes?: readonly PodVolume[];
      };
    };
  };
}
