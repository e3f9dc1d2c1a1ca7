import type { KubernetesObject, NameReference } from './kubernetes-object.ts';

/** Where External Secrets reads from, for one namespace (External Secrets Operator, API v1). */
export interface SecretStore extends KubernetesObject {
  readonly apiVersion: 'external-secrets.io/v1';
  readonly kind: 'SecretStore';
  readonly spec: {
    readonly provider: {
      readonly aws: {
        readonly service: 'SecretsManager' | 'ParameterStore';
        readonly region: string;
        /** Put before every key that an ExternalSecret asks for. */
        readonly prefix: string;
      };
    };
  };
}

/** A Secret that is fetched at run time (External Secrets Operator, API v1). */
export interface ExternalSecret extends KubernetesObject {
  readonly apiVersion: 'external-secrets.io/v1';
  readonly kind: 'ExternalSecret';
  readonly spec: {
    readonly refreshInterval: string;
    readonly secretStoreRef: NameReference & { readonly kind: 'SecretStore' };
    readonly target: NameReference & { readonly creationPolicy: 'Owner' };
    readonly data: readonly {
      readonly secretKey: string;
      readonly remoteRef: { readonly key: string; readonly property: string };
    }[];
  };
}
