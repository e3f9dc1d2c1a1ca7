import { bundleFromJSON } from '@sigstore/bundle';
import { expect, test } from 'vitest';
import { sign } from './sign.ts';
import { trustRepository } from './trust-repository.ts';

const identity = {
  issuer: 'https://token.actions.githubusercontent.com',
  subject: 'https://github.com/acme/charts/.github/workflows/release.yml@refs/heads/main',
};

test('a signature names what was signed and by whom, and is in a log', async () => {
  const digest = `sha256:${'ab'.repeat(32)}`;
  const { bundles, trust } = await sign({ artifacts: [{ digest, ...identity }] });
  const bundle = bundleFromJSON(JSON.parse(bundles[0] ?? '{}'));
  const { content, verificationMaterial } = bundle;
  const payload = content.$case === 'dsseEnvelope' ? content.dsseEnvelope.payload.toString() : '';
  expect(JSON.parse(payload)).toMatchObject({ subject: [{ digest: { sha256: 'ab'.repeat(32) } }] });
  expect(verificationMaterial.tlogEntries).toHaveLength(1);
  const { files } = trustRepository(trust.trustedRoot);
  const [target] = [...files].filter(([path]) => path.startsWith('targets/'));
  expect(target?.[1].toString()).toBe(trust.trustedRoot);
});

test('signing leaves this process alone', async () => {
  const { request } = await import('node:http');
  expect(request.toString()).not.toContain('nock');
});
