import { expect, test } from 'vitest';
import { externalSecrets } from './external-secrets.ts';

test('takes the signed chart, and values on top of its own', () => {
  expect(
    externalSecrets({
      version: '2.14.0',
      values: { replicaCount: 2 },
      environments: { prod: { replicaCount: 3 } },
    }),
  ).toEqual({
    chart: 'oci://ghcr.io/external-secrets/charts/external-secrets',
    version: '2.14.0',
    verify: {
      provider: 'cosign',
      issuer: String.raw`^https://token\.actions\.githubusercontent\.com$`,
      subject: String.raw`^https://github\.com/external-secrets/external-secrets/\.github/workflows/helm\.yml@refs/heads/main$`,
    },
    values: { installCRDs: true, replicaCount: 2 },
    environments: { prod: { replicaCount: 3 } },
  });
});
