import { X509Certificate } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rootCredentials } from '../credentials/root-credentials.ts';
import { openStateDirectory } from '../state/state-directory.ts';
import { scratchFolder } from '../testing/scratch.ts';
import { serverCertificate } from './server-certificate.ts';

test('programs that start at the same moment agree on authority and credentials', async () => {
  const state = await openStateDirectory(join(await scratchFolder(), 'state'));
  const made = await Promise.all(
    Array.from({ length: 8 }, () => serverCertificate(state, ['a.example', 'b.example'])),
  );
  const authority = new X509Certificate(await readFile(state.caFile));
  for (const { certificate, key } of made) {
    const parsed = new X509Certificate(certificate);
    expect(parsed.verify(authority.publicKey)).toBe(true);
    expect([parsed.checkHost('a.example'), parsed.checkHost('c.example')]).toEqual(['a.example', undefined]);
    expect(key).toContain('PRIVATE KEY');
  }
  const credentials = await Promise.all(Array.from({ length: 8 }, () => rootCredentials(state)));
  expect(new Set(credentials.map(({ secretAccessKey }) => secretAccessKey)).size).toBe(1);
  expect(credentials[0]?.accessKeyId).toMatch(/^AKIALOCALAWS[A-Z2-7]{8}$/);
});

test('secrets are readable by their owner only', async () => {
  const state = await openStateDirectory(join(await scratchFolder(), 'state'));
  await Promise.all([serverCertificate(state, ['a.example']), rootCredentials(state)]);
  for (const path of [state.credentials, state.serverCertificate, join(state.authority, 'ca.key')]) {
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  }
  expect((await stat(state.root)).mode & 0o777).toBe(0o700);
});

test('a certificate is kept while it fits, and made anew for another host or after damage', async () => {
  const state = await openStateDirectory(join(await scratchFolder(), 'state'));
  const first = await serverCertificate(state, ['a.example', 'b.example']);
  expect(await serverCertificate(state, ['a.example'])).toEqual(first);
  const second = await serverCertificate(state, ['a.example', 'c.example']);
  expect(second.certificate).not.toBe(first.certificate);
  const ca = await readFile(state.caFile, 'utf8');
  await writeFile(state.serverCertificate, 'damaged');
  expect((await serverCertificate(state, ['a.example'])).certificate).toContain('BEGIN CERTIFICATE');
  expect(await readFile(state.caFile, 'utf8')).toBe(ca);
});

test('a damaged authority is replaced, with what it had signed', async () => {
  const state = await openStateDirectory(join(await scratchFolder(), 'state'));
  const first = await serverCertificate(state, ['a.example']);
  await writeFile(state.caFile, 'damaged');
  const second = await serverCertificate(state, ['a.example']);
  expect(second.certificate).not.toBe(first.certificate);
  const authority = new X509Certificate(await readFile(state.caFile));
  expect(new X509Certificate(second.certificate).verify(authority.publicKey)).toBe(true);
});

test('damaged credentials are named', async () => {
  const state = await openStateDirectory(join(await scratchFolder(), 'state'));
  await writeFile(state.credentials, '{');
  await expect(rootCredentials(state)).rejects.toThrow(`${state.credentials} is damaged. Delete it`);
});
