import { gunzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { standInChart } from './stand-in-chart.ts';

test('a stand-in has the name and version of the real chart, and says what it is', async () => {
  const chart = await standInChart({ name: 'external-secrets', version: '2.14.0', crds: [] });
  expect(JSON.parse(chart.config.toString())).toMatchObject({
    name: 'external-secrets',
    version: '2.14.0',
    description: 'Stands in for the real chart in a rehearsal',
  });
  const archive = gunzipSync(chart.archive).toString();
  expect(archive).toContain('external-secrets/templates/deployment.yaml');
  expect(archive).toContain('tideway.dev/stand-in');
});

test('the same chart is the same bytes', async () => {
  const make = () => standInChart({ name: 'x', version: '1.0.0', crds: [] });
  expect((await make()).archive.equals((await make()).archive)).toBe(true);
});

test('CRDs come as a part of the release, so that Helm waits once for all of it', async () => {
  const crd = fileURLToPath(new URL('../../package.json', import.meta.url));
  const chart = await standInChart({ name: 'x', version: '1.0.0', crds: [crd] });
  const archive = gunzipSync(chart.archive).toString();
  expect(archive).toContain('x/files/package.json');
  expect(archive).toContain('x/templates/crds.yaml');
  expect(archive).not.toContain('x/crds/');
});
