import type { KubernetesObject, NameReference } from './kubernetes-object.ts';

/** An address at which Flux is told that something changed, so that it looks at once (Flux 2.9). */
export interface Receiver extends KubernetesObject {
  readonly apiVersion: 'notification.toolkit.fluxcd.io/v1';
  readonly kind: 'Receiver';
  readonly spec: {
    /** `generic-hmac`: the body is signed with the token, in the header `X-Signature`. */
    readonly type: 'generic-hmac';
    readonly interval: string;
    /** Secret with the key `token`. */
    readonly secretRef: NameReference;
    /** What is looked at when it is called. */
    readonly resources: readonly {
      readonly apiVersion: string;
      readonly kind: 'GitRepository' | 'ImageRepository';
      readonly name: string;
    }[];
  };
}
