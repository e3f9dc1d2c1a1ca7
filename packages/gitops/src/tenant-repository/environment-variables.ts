import type { EnvValue } from '@tideway/model';
import type { EnvVar } from '../kinds/container.ts';

/** Environment variables by name. */
export type EnvValues = Readonly<Record<string, EnvValue>>;

/** Environment variables as a container lists them. */
export function envVars(values: EnvValues): readonly EnvVar[] {
  return Object.entries(values).map(([name, value]) =>
    typeof value === 'string'
      ? { name, value }
      : { name, valueFrom: { secretKeyRef: { name: value.secret, key: value.key } } },
  );
}

/**
 * A strategic merge patch from some environment variables to others; none are removed, because an environment
 * only adds to the base.
 *
 * @returns `undefined` when there is nothing to change
 */
export function envPatch(base: EnvValues, wanted: EnvValues): readonly object[] | undefined {
  const changed = Object.entries(wanted).filter(([name, value]) => !isSame(base[name], value));
  if (changed.length === 0) return undefined;
  return envVars(Object.fromEntries(changed)).map((variable) => {
    const former = base[variable.name];
    if (former === undefined || ('value' in variable && typeof former === 'string')) return variable;
    // A variable has a value or a source; null removes the one that the base gave it.
    return 'value' in variable ? { ...variable, valueFrom: null } : replacedSource(variable, former);
  });
}

function replacedSource(variable: EnvVar, former: EnvValue): object {
  return typeof former === 'string' ? { ...variable, value: null } : variable;
}

function isSame(left: EnvValue | undefined, right: EnvValue): boolean {
  if (left === right || left === undefined) return left === right;
  if (typeof left === 'string' || typeof right === 'string') return false;
  return left.secret === right.secret && left.key === right.key;
}
