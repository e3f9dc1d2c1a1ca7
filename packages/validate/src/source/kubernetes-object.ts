/** A map with string keys. */
export type Fields = Readonly<Record<string, unknown>>;

/** Anything with `apiVersion`, `kind` and a name. */
export interface KubernetesObject extends Fields {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Fields & { readonly name: string; readonly namespace?: string };
}

/** The value as a Kubernetes object, undefined when it is something else. */
export function asKubernetesObject(value: unknown): KubernetesObject | undefined {
  if (!isFields(value) || typeof value['apiVersion'] !== 'string' || typeof value['kind'] !== 'string')
    return undefined;
  const { metadata } = value;
  if (!isFields(metadata) || typeof metadata['name'] !== 'string') return undefined;
  return value as KubernetesObject;
}

/** API group of an object; empty for the core group. */
export function groupOf(object: KubernetesObject): string {
  const slash = object.apiVersion.indexOf('/');
  return slash === -1 ? '' : object.apiVersion.slice(0, slash);
}

/** Whether the object is of a kind of an API group, whatever the version. */
export function isKind(object: KubernetesObject, group: string, kind: string): boolean {
  return object.kind === kind && groupOf(object) === group;
}

/** Namespace of an object; empty when it states none. */
export function namespaceOf(object: KubernetesObject): string {
  return typeof object.metadata.namespace === 'string' ? object.metadata.namespace : '';
}

/** `namespace/name`, or the name alone. */
export function nameOf(object: KubernetesObject): string {
  const namespace = namespaceOf(object);
  return namespace === '' ? object.metadata.name : `${namespace}/${object.metadata.name}`;
}

/** The object in words: `apps/v1 Deployment sock-shop/carts`. */
export function describeObject(object: KubernetesObject): string {
  return `${object.apiVersion} ${object.kind} ${nameOf(object)}`;
}

/** What Kubernetes tells objects apart by: group, kind, namespace and name, without version. */
export function identityOf(object: KubernetesObject): string {
  return `${groupOf(object)}|${object.kind}|${namespaceOf(object)}|${object.metadata.name}`;
}

/** Whether a value is a map with string keys. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Follows keys and indexes into a value; undefined where there is nothing. */
export function fieldOf(value: unknown, ...path: readonly (string | number)[]): unknown {
  let found: unknown = value;
  for (const key of path) {
    if (Array.isArray(found) && typeof key === 'number') found = found[key] as unknown;
    else if (isFields(found)) found = found[key];
    else return undefined;
  }
  return found;
}

/** The text at a path; undefined when there is something else or nothing. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string | undefined {
  const found = fieldOf(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** The list at a path; empty when there is something else or nothing. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = fieldOf(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** Whether Flux replaces part of the value when it applies it: then it can't be judged before. */
export function isSubstituted(value: unknown): boolean {
  return typeof value === 'string' && /\$\{[A-Za-z_]/.test(value);
}
