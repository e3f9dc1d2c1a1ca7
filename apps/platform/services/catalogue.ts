import { fromSecret, pinned, service } from '@tideway/model';
import { goKit } from './go-kit.ts';

/** The socks, their tags and their pictures. */
export const catalogue = service({
  ...goKit,
  image: pinned('weaveworksdemos/catalogue:0.3.5'),
  command: ['/app'],
  args: ['-port=80'],
  resources: { requests: { cpu: '100m', memory: '100Mi' }, limits: { cpu: '200m', memory: '200Mi' } },
  calls: ['catalogue-db'],
});

/** A MySQL that fills itself with ten socks when its data folder is empty. */
export const catalogueDb = service({
  image: pinned('weaveworksdemos/catalogue-db:0.3.0'),
  // A folder inside of the volume, because MySQL wants it empty and a new volume holds lost+found.
  args: ['--datadir=/var/lib/mysql/data'],
  ports: { mysql: 3306 },
  env: { MYSQL_DATABASE: 'socksdb', MYSQL_ROOT_PASSWORD: fromSecret('catalogue-db', 'root-password') },
  resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
  probes: {
    // While it fills itself it listens on its socket only.
    startup: { tcp: 'mysql', failureThreshold: 60 },
    readiness: { tcp: 'mysql' },
    liveness: { tcp: 'mysql' },
  },
  security: { runAsUser: 999, runAsGroup: 999, fsGroup: 999 },
  volumes: {
    'tmp-volume': { mountPath: '/tmp', kind: 'memory', size: '32Mi' },
    run: { mountPath: '/var/run/mysqld', kind: 'memory', size: '1Mi' },
    data: { mountPath: '/var/lib/mysql', kind: 'disk', size: '2Gi' },
  },
  environments: { production: { volumes: { data: { kind: 'persistent', size: '10Gi' } } } },
});
