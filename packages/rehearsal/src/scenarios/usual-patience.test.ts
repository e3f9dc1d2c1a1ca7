import { definePlatform, externalSecrets, fromSecret, pinned, service } from '@tideway/model';
import { expect, test } from 'vitest';
import { usualPatience } from './usual-patience.ts';

const mongo = { image: pinned('mongo:5.0.31'), ports: { mongo: 27017 } };
const { tenants } = definePlatform({
  name: 'acme',
  aws: { account: '444455556666', region: 'eu-west-1' },
  environments: { development: { images: 'automated' } },
  clusters: { dev: { environment: 'development', kubernetes: '1.36', cidr: '10.10.0.0/16' } },
  controllers: { 'external-secrets': externalSecrets({ version: '2.14.0' }) },
  tenants: {
    hears: {
      repository: 'hears-repo',
      services: { db: service({ ...mongo, env: { PASSWORD: fromSecret('db', 'password') } }) },
    },
    looks: { repository: 'looks-repo', services: { db: service(mongo) } },
  },
});

test('a tenant whose changes Flux finds by looking each minute is given more time', () => {
  const { hears, looks } = tenants;
  if (hears === undefined || looks === undefined) throw new Error('both are in the model');
  expect(usualPatience(hears)).toBe(1);
  expect(usualPatience(looks) * 30).toBeGreaterThan(120);
});
