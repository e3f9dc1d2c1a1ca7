import { randomUUID, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CertifiedKey } from '../certificates/certified-key.ts';
import { LocalAwsError } from '../local-aws-error.ts';
import type { StateDirectory } from '../state/state-directory.ts';

/** Time before its end at which a certificate is made anew: 30 days. */
export const RENEWAL_MS = 30 * 24 * 60 * 60 * 1000;

const AUTHORITY_NAME = 'CN=Tideway local AWS, O=Only for this machine';

/**
 * The certificate authority of a state directory, made at the first call and again when it is about to expire.
 * Two programs that race get the same one.
 */
export async function certificateAuthority(state: StateDirectory): Promise<CertifiedKey> {
  const existing = await readAuthority(state);
  if (existing) return existing;
  // A folder can be renamed only over an empty one: whoever comes second keeps the first one's authority.
  await retire(state.authority);
  const beside = `${state.authority}.${randomUUID()}.tmp`;
  const { newAuthority } = await import('../certificates/issue.ts');
  const made = await newAuthority({ name: AUTHORITY_NAME, days: 3650 });
  await mkdir(beside, { recursive: true, mode: 0o700 });
  try {
    await writeFile(join(beside, 'ca.key'), made.key, { mode: 0o600, flush: true });
    await writeFile(join(beside, 'ca.pem'), made.certificate, { mode: 0o644, flush: true });
    await rename(beside, state.authority);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  const winner = await readAuthority(state);
  if (!winner)
    throw new LocalAwsError(
      'state-unusable',
      `${state.authority} holds no usable certificate authority. Delete that folder: local AWS makes a new one at its next start.`,
    );
  return winner;
}

/** Whether a certificate is readable and stays valid for a while. */
export function isCurrent(certificate: string, now = Date.now()): boolean {
  try {
    return new X509Certificate(certificate).validToDate.getTime() - now > RENEWAL_MS;
  } catch {
    return false;
  }
}

async function readAuthority(state: StateDirectory): Promise<CertifiedKey | undefined> {
  try {
    const [certificate, key] = await Promise.all([
      readFile(state.caFile, 'utf8'),
      readFile(join(state.authority, 'ca.key'), 'utf8'),
    ]);
    return isCurrent(certificate) ? { certificate, key } : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function retire(folder: string): Promise<void> {
  const aside = `${folder}.${randomUUID()}.old`;
  try {
    await rename(folder, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}
