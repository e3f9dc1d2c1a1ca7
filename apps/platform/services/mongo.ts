import { pinned } from '@tideway/model';

/**
 * A MongoDB of the last release line that the shop's old drivers can talk to: 6 and newer dropped their protocol.
 * Its data is on a disk that goes with the pod, and on a persistent volume in production.
 */
export const mongo = {
  image: pinned('mongo:5.0.31'),
  // Unless told, it sizes its cache by the memory of the node instead of the container's.
  args: ['--wiredTigerCacheSizeGB=0.25'],
  ports: { mongo: 27017 },
  resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
  probes: {
    startup: { tcp: 'mongo', periodSeconds: 3 },
    readiness: { tcp: 'mongo' },
    liveness: { tcp: 'mongo' },
  },
  // Started as the image's own user it needs none of the capabilities that its entrypoint uses to become that user.
  security: { runAsUser: 999, runAsGroup: 999, fsGroup: 999 },
  volumes: {
    'tmp-volume': { mountPath: '/tmp', kind: 'memory', size: '16Mi' },
    data: { mountPath: '/data/db', kind: 'disk', size: '2Gi' },
  },
  environments: { production: { volumes: { data: { kind: 'persistent', size: '10Gi' } } } },
} as const;
