import { definePlatform, externalSecrets } from '@tideway/model';
import { carts, cartsDb } from './services/carts.ts';
import { catalogue, catalogueDb } from './services/catalogue.ts';
import { frontEnd, sessionDb } from './services/front-end.ts';
import { orders, ordersDb } from './services/orders.ts';
import { payment } from './services/payment.ts';
import { queueMaster, rabbitmq, shipping } from './services/shipping.ts';
import { user, userDb } from './services/user.ts';

/** Sock Shop: a shop of fourteen services, on its way from a push through three environments. */
export default definePlatform({
  name: 'sock-shop',
  aws: { account: '111122223333', region: 'us-west-2' },
  repositories: { flux: 'flux-repo' },

  // In the order of promotion. Flux's image robot deploys every build to development;
  // from there on a promotion carries the tag, and production asks a person.
  environments: {
    development: { images: 'automated' },
    testing: {},
    production: { approval: 'pull-request' },
  },

  clusters: {
    'dev-cluster': {
      environment: 'development',
      kubernetes: '1.36',
      cidr: '10.10.0.0/16',
      nodes: { instance: 'm6i.large', desired: 2, min: 1, max: 2 },
    },
    'test-cluster': {
      environment: 'testing',
      kubernetes: '1.36',
      cidr: '10.20.0.0/16',
      nodes: { instance: 'm6i.large', desired: 2, min: 1, max: 2 },
    },
    'prod-cluster': {
      environment: 'production',
      kubernetes: '1.36',
      cidr: '10.30.0.0/16',
      nodes: { instance: 'm6i.large', desired: 2, min: 1, max: 2 },
    },
  },

  // Helm charts that Flux installs on every cluster before any service.
  controllers: {
    'external-secrets': externalSecrets({
      version: '2.14.0',
      environments: { production: { replicaCount: 2, leaderElect: true } },
    }),
  },

  // A tenant is a team: one namespace, one Git repository, and rights that end there.
  tenants: {
    'sock-shop': {
      repository: 'microservices-repo',

      // What all pods of the namespace may claim together, and one container at most.
      quota: {
        requests: { cpu: '3', memory: '7Gi' },
        limits: { cpu: '10', memory: '14Gi' },
        pods: 40,
        services: 20,
        loadBalancers: 1,
        persistentVolumeClaims: 6,
        storage: '60Gi',
      },
      limitRange: { max: { cpu: '1', memory: '1Gi' } },

      services: {
        'front-end': frontEnd,
        'session-db': sessionDb,
        catalogue,
        'catalogue-db': catalogueDb,
        carts,
        'carts-db': cartsDb,
        orders,
        'orders-db': ordersDb,
        payment,
        shipping,
        rabbitmq,
        'queue-master': queueMaster,
        user,
        'user-db': userDb,
      },
    },
  },
});
