import { built, definePlatform, externalSecrets, fromSecret, pinned, type Platform } from '@tideway/model';

/**
 * A platform in three accounts and two regions: its own, and one each for two of its three clusters. It has what Sock Shop
 * has not: a private endpoint, ARM nodes, older Kubernetes, a tenant without services. For tests, here and elsewhere.
 */
export const threeAccounts: Platform = definePlatform({
  name: 'shop',
  aws: { account: '111122223333', region: 'us-west-2' },
  environments: { dev: { images: 'automated' }, test: {}, prod: { approval: 'pull-request' } },
  clusters: {
    'dev-1': { environment: 'dev', kubernetes: '1.36', cidr: '10.1.0.0/16' },
    'test-1': {
      environment: 'test',
      kubernetes: '1.35',
      cidr: '10.2.0.0/16',
      aws: { account: '444455556666' },
    },
    'prod-1': {
      environment: 'prod',
      kubernetes: '1.34',
      cidr: '10.3.0.0/16',
      endpoint: 'private',
      nodes: { instance: 'm7g.large', desired: 3, min: 3, max: 9 },
      aws: { account: '777788889999', region: 'eu-central-1' },
    },
  },
  controllers: { 'external-secrets': externalSecrets({ version: '2.14.0' }) },
  tenants: {
    web: {
      repository: 'web-repo',
      services: {
        front: {
          image: built({ app: 'apps/front', source: 'front-repo', repository: 'web/front' }),
          env: { KEY: fromSecret('front', 'key') },
        },
        db: {
          image: pinned('postgres:17.2'),
          volumes: { data: { mountPath: '/data', kind: 'disk', size: '1Gi' } },
          environments: {
            prod: { volumes: { data: { kind: 'persistent', size: '20Gi', storageClass: 'gp3' } } },
          },
        },
      },
    },
    other: { repository: 'other-repo' },
  },
});
