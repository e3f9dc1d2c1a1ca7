import type { EnvValue } from '@tideway/model';
import type { EnvVar } from '../kinds/container.ts';
import { mergePatch } from './merge-patch.ts';
import { isSame } from './same.ts';

/** Environment variables by name. */
export type EnvValues = Readonly<Record<string, EnvValue>>;

/** Environment variables as a container lists them. */
export function envVars(values: EnvValues): readonly EnvVar[] {
  return Object.entries(values).map(([name, value]) => envVar(name, value));
}

/** Strategic merge patches from the base's environment variables to those that an environment sets on top. */
export function envPatches(base: EnvValues, onTop: EnvValues): readonly object[] {
  return Object.entries(onTop).flatMap(([name, value]): readonly object[] => {
    const former = base[name];
    if (former === undefined) return [envVar(name, value)];
    return isSame(former, value) ? [] : [mergePatch(envVar(name, former), envVar(name, value))];
  });
}

function envVar(name: string, value: EnvValue): EnvVar {
  return typeof value === 'string'
    ? { name, value }
    : { name, valueFrom: { secretKeyRef: { name: value.secret, key: value.key } } };
}
