import type { KubernetesObject } from './kubernetes-object.ts';

/** What all objects of a namespace together may claim. */
export interface ResourceQuota extends KubernetesObject {
  readonly apiVersion: 'v1';
  readonly kind: 'ResourceQuota';
  readonly spec: { readonly hard: Readonly<Record<string, string>> };
}

/** What a container gets that states nothing, and what none may exceed. */
export interface LimitRange extends KubernetesObject {
  readonly apiVersion: 'v1';
  readonly kind: 'LimitRange';
  readonly spec: {
    readonly limits: readonly {
      readonly type: 'Container';
      readonly default: Readonly<Record<string, string>>;
      readonly defaultRequest: Readonly<Record<string, string>>;
      readonly max: Readonly<Record<string, string>>;
    }[];
  };
}
