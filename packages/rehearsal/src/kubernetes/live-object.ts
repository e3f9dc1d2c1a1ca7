/** An object of the Kubernetes API, as far as every kind has it. */
export interface LiveObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: LiveMetadata;
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: LiveStatus;
}

/** Metadata of an object. */
export interface LiveMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly generation?: number;
  readonly resourceVersion?: string;
  readonly creationTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[];
}

/** Status of an object, as far as Flux and Kubernetes share its form. */
export interface LiveStatus {
  readonly observedGeneration?: number;
  readonly conditions?: readonly Condition[];
  /** Of a source: what it has fetched. */
  readonly artifact?: { readonly revision: string };
  /** Of a Kustomization: `main@sha1:<commit>`. */
  readonly lastAppliedRevision?: string;
  readonly [field: string]: unknown;
}

/** A condition of an object. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
  readonly observedGeneration?: number;
}

/** Which object is meant. */
export interface ObjectName {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** Condition of a type, if the object has it. */
export function condition(object: LiveObject | undefined, type: string): Condition | undefined {
  return object?.status?.conditions?.find((one) => one.type === type);
}

/** `Kustomization/sock-shop/sock-shop-tenant`: how messages name an object. */
export function title({ kind, name, namespace }: Omit<ObjectName, 'apiVersion'>): string {
  return [kind, namespace, name].filter(Boolean).join('/');
}
