import { expect, test } from 'vitest';
import { httpsRequest } from '../testing/https-client.ts';
import { startTestRegistry } from '../testing/oci-registry.ts';
import { startForTest } from '../testing/start-for-test.ts';

const CHART = '/v2/team/charts/tool/manifests/1.2.3';

test('a registry of others is answered for under its name: anybody reads, nobody writes', async () => {
  const behind = await startTestRegistry();
  const { aws } = await startForTest({ otherRegistries: { 'ghcr.io': behind.address } });
  await fetch(`${behind.address}${CHART}`, { method: 'PUT', body: 'a chart' });

  const read = await httpsRequest(aws, `https://ghcr.io${CHART}`);
  expect(read).toMatchObject({ status: 200, body: Buffer.from('a chart') });
  const written = await httpsRequest(aws, `https://ghcr.io${CHART}`, { method: 'PUT', body: 'another' });
  expect(written.status).toBe(405);
  expect((await httpsRequest(aws, `https://ghcr.io${CHART}`)).body.toString()).toBe('a chart');
  await expect(httpsRequest(aws, 'https://quay.io/v2/')).rejects.toThrow();
});
