import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { LocalAwsError } from '../../local-aws-error.ts';
import type { StateDirectory } from '../../state/state-directory.ts';

/** Values of Secrets Manager and of the Parameter Store on this machine. */
export interface LocalValues {
  /** By the secret's name; an object is a secret with keys. */
  readonly secrets: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  /** By the parameter's name. */
  readonly parameters: Readonly<Record<string, string>>;
}

const schema = z.strictObject({
  secrets: z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())])).default({}),
  parameters: z.record(z.string(), z.string()).default({}),
});

/** File that a developer writes values into; readable by nobody else. */
export function localValuesFile(state: StateDirectory): string {
  return join(state.codeBuild, 'values.json');
}

/**
 * The values of a state directory; none if there is no file.
 *
 * @throws LocalAwsError that names the file, but never says what is in it.
 */
export async function readLocalValues(state: StateDirectory): Promise<LocalValues> {
  const file = localValuesFile(state);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new LocalAwsError(
      'build-failed',
      `${file} is not a list of values: expected {"secrets": {"<name>": "<value>" or {"<key>": "<value>"}}, "parameters": {"<name>": "<value>"}}.`,
    );
  }
}

/** Which variables a buildspec takes from where. */
export interface WantedValues {
  /** Variable → `<secret>:<key>:<stage>:<version>`; only the first is needed. */
  readonly 'secrets-manager': Readonly<Record<string, string>>;
  /** Variable → name of a parameter. */
  readonly 'parameter-store': Readonly<Record<string, string>>;
}

/**
 * The values of variables that a buildspec takes from Secrets Manager and the Parameter Store.
 *
 * @throws LocalAwsError that names all that are missing, and where to write them.
 */
export function findValues(wanted: WantedValues, values: LocalValues, file: string): Record<string, string> {
  const found: Record<string, string> = {};
  const missing: string[] = [];
  for (const [variable, reference] of Object.entries(wanted['secrets-manager'])) {
    const value = secret(reference, values.secrets);
    if (value === undefined) missing.push(`env.secrets-manager.${variable}: the secret ${reference}`);
    else found[variable] = value;
  }
  for (const [variable, name] of Object.entries(wanted['parameter-store'])) {
    const value = values.parameters[name];
    if (value === undefined) missing.push(`env.parameter-store.${variable}: the parameter ${name}`);
    else found[variable] = value;
  }
  if (missing.length === 0) return found;
  throw new LocalAwsError(
    'build-failed',
    `There is no value on this machine for ${missing.join(', ')}. Write it into ${file}.`,
  );
}

function secret(reference: string, secrets: LocalValues['secrets']): string | undefined {
  const whole = secrets[reference];
  if (typeof whole === 'string') return whole;
  const [name = '', key = ''] = reference.split(':');
  const value = secrets[name];
  if (value === undefined || typeof value === 'string') return key === '' ? value : undefined;
  return key === '' ? JSON.stringify(value) : value[key];
}
