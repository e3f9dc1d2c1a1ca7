import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { CertifiedKey } from '../certificates/certified-key.ts';
import { replaceFile } from '../state/atomic-file.ts';
import type { StateDirectory } from '../state/state-directory.ts';
import { certificateAuthority, isCurrent } from './authority.ts';

/**
 * Certificate of the server for some host names, kept in the state directory and made anew when it is about to
 * expire, lacks a host, or was signed by another authority.
 */
export async function serverCertificate(
  state: StateDirectory,
  hosts: readonly string[],
): Promise<CertifiedKey> {
  const authority = await certificateAuthority(state);
  const kept = await readServerCertificate(state);
  if (kept && isUsable(kept.certificate, authority, hosts)) return kept;
  const { newCertificate } = await import('../certificates/issue.ts');
  const made = await newCertificate({
    authority,
    subject: 'CN=Tideway local AWS server',
    use: 'server',
    hosts: hosts.map((value) => ({ type: 'dns', value })),
    days: 397,
  });
  await replaceFile({ path: state.serverCertificate, content: made.certificate + made.key });
  return made;
}

async function readServerCertificate(state: StateDirectory): Promise<CertifiedKey | undefined> {
  const both = await readFile(state.serverCertificate, 'utf8').catch(() => '');
  const keyStart = both.indexOf('-----BEGIN PRIVATE KEY-----');
  return keyStart > 0 ? { certificate: both.slice(0, keyStart), key: both.slice(keyStart) } : undefined;
}

function isUsable(certificate: string, authority: CertifiedKey, hosts: readonly string[]): boolean {
  if (!isCurrent(certificate)) return false;
  const parsed = new X509Certificate(certificate);
  return (
    parsed.verify(new X509Certificate(authority.certificate).publicKey) &&
    hosts.every((host) => parsed.checkHost(host) !== undefined)
  );
}
