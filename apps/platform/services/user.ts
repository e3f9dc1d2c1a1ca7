import { pinned, service } from '@tideway/model';
import { goKit } from './go-kit.ts';

/** Customers, their addresses and their cards. */
export const user = service({
  ...goKit,
  image: pinned('weaveworksdemos/user:0.4.7'),
  env: { MONGO_HOST: 'user-db:27017' },
  resources: { requests: { cpu: '100m', memory: '100Mi' }, limits: { cpu: '300m', memory: '200Mi' } },
  calls: ['user-db'],
});

/**
 * A MongoDB whose image carries three customers for trying the shop out, in a data folder that is a volume of the image.
 * Production mounts a persistent volume there and so starts without them.
 */
export const userDb = service({
  image: pinned('weaveworksdemos/user-db:0.3.0'),
  ports: { mongo: 27017 },
  resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
  probes: {
    startup: { tcp: 'mongo', periodSeconds: 3 },
    readiness: { tcp: 'mongo' },
    liveness: { tcp: 'mongo' },
  },
  security: { runAsUser: 999, runAsGroup: 999, fsGroup: 999 },
  volumes: { 'tmp-volume': { mountPath: '/tmp', kind: 'memory', size: '16Mi' } },
  environments: {
    production: { volumes: { data: { mountPath: '/data/db-users', kind: 'persistent', size: '10Gi' } } },
  },
});
