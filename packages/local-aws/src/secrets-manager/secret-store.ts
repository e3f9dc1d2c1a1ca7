import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NamedResource } from '../aws/arn.ts';
import { createFile, replaceFile } from '../state/atomic-file.ts';
import type { StateDirectory } from '../state/state-directory.ts';
import type { Secret } from './secret.ts';

/** Keeps a new secret. @returns whether this call made it; false if there is one of that name */
export async function createSecret(
  state: StateDirectory,
  address: NamedResource,
  secret: Secret,
): Promise<boolean> {
  return await createFile({ path: secretFile(state, address), content: `${JSON.stringify(secret)}\n` });
}

/** Keeps another state of a secret. */
export async function replaceSecret(
  state: StateDirectory,
  address: NamedResource,
  secret: Secret,
): Promise<void> {
  await replaceFile({ path: secretFile(state, address), content: `${JSON.stringify(secret)}\n` });
}

/** What is kept of a secret; undefined if there is none. */
export async function readSecret(state: StateDirectory, address: NamedResource): Promise<Secret | undefined> {
  const text = await readFile(secretFile(state, address), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : (JSON.parse(text) as Secret);
}

/** Named by a hash: names hold `/` and may be `..`, and are longer than a file's name may be. */
function secretFile(state: StateDirectory, { account, region, name }: NamedResource): string {
  const file = `${createHash('sha256').update(name).digest('hex').slice(0, 32)}.json`;
  return join(state.secretsManager, account, region, file);
}
