import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { LocalAwsError } from '../local-aws-error.ts';
import type { StateDirectory } from '../state/state-directory.ts';
import { createFile } from '../state/atomic-file.ts';
import { base32 } from './base32.ts';

/** An access key of local AWS; worthless anywhere else. */
export interface LocalAwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Credentials of a state directory, made at the first call; two programs that race get the same ones. */
export async function rootCredentials(state: StateDirectory): Promise<LocalAwsCredentials> {
  return (
    (await readRootCredentials(state)) ??
    (await createFile({ path: state.credentials, content: `${JSON.stringify(newCredentials())}\n` }),
    (await readRootCredentials(state))!)
  );
}

/**
 * Credentials of a state directory, if it has any yet.
 *
 * @throws LocalAwsError when the file is damaged.
 */
export async function readRootCredentials(state: StateDirectory): Promise<LocalAwsCredentials | undefined> {
  const text = await readFile(state.credentials, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const damaged = `${state.credentials} is damaged. Delete it: local AWS makes new credentials at its next start.`;
  try {
    const { accessKeyId, secretAccessKey } = JSON.parse(text) as Partial<LocalAwsCredentials>;
    if (accessKeyId && secretAccessKey) return { accessKeyId, secretAccessKey };
  } catch (error) {
    throw new LocalAwsError('state-unusable', damaged, { cause: error });
  }
  throw new LocalAwsError('state-unusable', damaged);
}

function newCredentials(): LocalAwsCredentials {
  return {
    accessKeyId: `AKIALOCALAWS${base32(randomBytes(5))}`,
    secretAccessKey: randomBytes(30).toString('base64url'),
  };
}
