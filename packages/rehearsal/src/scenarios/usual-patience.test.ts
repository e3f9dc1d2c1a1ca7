import { definePlatform, externalSecrets, pinned, type PlatformInput } from '@tideway/model';
import { expect, test } from 'vitest';
import { usualPatience } from './usual-patience.ts';

const without = {
  name: 'acme',
  aws: { account: '444455556666', region: 'eu-west-1' },
  environments: { development: { images: 'automated' } },
  clusters: { dev: { environment: 'development', kubernetes: '1.36', cidr: '10.10.0.0/16' } },
  tenants: {
    shop: {
      repository: 'shop-repo',
      services: { db: { image: pinned('mongo:5.0.31'), ports: { mongo: 27017 } } },
    },
  },
} as const satisfies PlatformInput;

test('a platform whose changes Flux finds by looking each minute is given more time', () => {
  const controllers = { 'external-secrets': externalSecrets({ version: '2.14.0' }) };
  expect(usualPatience(definePlatform({ ...without, controllers }))).toBe(1);
  expect(usualPatience(definePlatform(without)) * 30).toBeGreaterThan(120);
});
