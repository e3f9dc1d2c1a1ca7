import {
  groupOf,
  isFields,
  namespaceOf,
  type Fields,
  type KubernetesObject,
} from '../source/kubernetes-object.ts';

/** What a patch of Kustomize applies to: all given fields must fit; names are regular expressions. */
export type PatchTarget = Fields;

/**
 * Whether a patch with this target changes an object.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/
 */
export function matchesTarget(object: KubernetesObject, target: PatchTarget): boolean {
  const version = object.apiVersion.slice(object.apiVersion.indexOf('/') + 1);
  return (
    equals(target['group'], groupOf(object)) &&
    equals(target['version'], version) &&
    equals(target['kind'], object.kind) &&
    fits(target['name'], object.metadata.name) &&
    fits(target['namespace'], namespaceOf(object)) &&
    selects(target['labelSelector'], object.metadata['labels']) &&
    selects(target['annotationSelector'], object.metadata['annotations'])
  );
}

/** The target in words: `kustomize.toolkit.fluxcd.io v1beta2 Kustomization named sock-shop`. */
export function targetInWords(target: PatchTarget): string {
  const { group, version, kind, name, ...others } = target;
  const type = [group, version, kind].filter((part) => typeof part === 'string' && part !== '').join(' ');
  const named = typeof name === 'string' ? ` named ${name}` : '';
  const rest = Object.entries(others).map(([key, value]) => ` with ${key} ${String(value)}`);
  return `${type}${named}${rest.join('')}`.trim();
}

function equals(wanted: unknown, actual: string): boolean {
  return typeof wanted !== 'string' || wanted === '' || wanted === actual;
}

function fits(pattern: unknown, actual: string): boolean {
  if (typeof pattern !== 'string' || pattern === '') return true;
  try {
    return new RegExp(`^(?:${pattern})$`).test(actual);
  } catch {
    // Go's regular expressions know some that JavaScript's do not: then nothing is held against it.
    return true;
  }
}

function selects(selector: unknown, labels: unknown): boolean {
  if (typeof selector !== 'string' || selector === '') return true;
  // Set-based selectors, which have parentheses or spaces, are not judged.
  if (/[()\s]/.test(selector)) return true;
  const actual = isFields(labels) ? labels : {};
  return selector.split(',').every((term) => {
    const [, key = '', operator, value] = /^(!?[^=!]+)(?:(!=|==?)(.*))?$/.exec(term) ?? [];
    if (operator === undefined) return key.startsWith('!') ? !(key.slice(1) in actual) : key in actual;
    return (actual[key] === value) === (operator !== '!=');
  });
}
