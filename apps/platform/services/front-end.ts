import { built, fromSecret, pinned, service } from '@tideway/model';

// The AWS Load Balancer Controller turns a Service with these into a network load balancer in front of the pods.
const internetFacing = {
  'service.beta.kubernetes.io/aws-load-balancer-type': 'external',
  'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip',
  'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing',
};

/** The shop's pages: the one service that is built from sources of this monorepo. */
export const frontEnd = service({
  image: built({ app: 'apps/front-end', source: 'app-repo', repository: 'weaveworksdemos/front-end' }),
  ports: { http: { port: 80, targetPort: 8079 } },
  env: { SESSION_REDIS: 'true', SESSION_SECRET: fromSecret('front-end', 'session-secret') },
  resources: { requests: { cpu: '100m', memory: '300Mi' }, limits: { cpu: '300m', memory: '1000Mi' } },
  probes: {
    startup: { http: '/healthz', periodSeconds: 3 },
    readiness: { http: '/readyz', periodSeconds: 3 },
    liveness: { http: '/healthz' },
  },
  security: { runAsUser: 10001, runAsGroup: 10001 },
  annotations: { 'prometheus.io/scrape': 'true' },
  calls: ['session-db', 'catalogue', 'carts', 'orders', 'user'],
  exposed: true,
  environments: {
    development: { type: 'LoadBalancer', annotations: internetFacing },
    testing: { replicas: 2 },
    production: { type: 'LoadBalancer', annotations: internetFacing, replicas: 3 },
  },
});

/** Who is logged in. When it restarts, shoppers log in again; no more is lost, so nothing is kept. */
export const sessionDb = service({
  image: pinned('redis:7.2.11-alpine'),
  ports: { redis: 6379 },
  resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '200m', memory: '128Mi' } },
  probes: {
    startup: { tcp: 'redis', periodSeconds: 3 },
    readiness: { exec: ['redis-cli', 'ping'] },
    liveness: { tcp: 'redis' },
  },
  security: { runAsUser: 999, runAsGroup: 1000, fsGroup: 1000 },
  volumes: { data: { mountPath: '/data', kind: 'disk', size: '256Mi' } },
});
