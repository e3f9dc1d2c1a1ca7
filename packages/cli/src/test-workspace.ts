import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const dependencies = join(import.meta.dirname, '..', '..', '..', 'node_modules');

/** A small monorepo of its own, for tests. */
export interface TestWorkspace {
  readonly root: string;
  /** Writes the model: one tenant with one built service and one pinned one. */
  writeModel(change?: {
    readonly replicas?: number;
    readonly environment?: string;
    readonly body?: string;
  }): void;
  remove(): void;
}

/** Makes one, in a folder with a space in its name. */
export function testWorkspace(): TestWorkspace {
  const root = mkdtempSync(join(tmpdir(), 'tideway workspace '));
  writeFileSync(join(root, 'nx.json'), '{}');
  symlinkSync(dependencies, join(root, 'node_modules'));
  mkdirSync(join(root, 'apps', 'platform'), { recursive: true });
  mkdirSync(join(root, 'apps', 'web'), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(root, 'apps', 'web', 'index.html'), '<h1>web</h1>\n');
  return {
    root,
    // Node keeps what it imported once, so each model of a test has a file name of its own in its own workspace.
    writeModel: (change = {}) =>
      writeFileSync(join(root, 'apps', 'platform', 'platform.ts'), change.body ?? model(change)),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function model({
  replicas = 1,
  environment = 'development',
}: {
  readonly replicas?: number;
  readonly environment?: string;
}): string {
  return `import { built, definePlatform, pinned, service } from '@tideway/model';

const resources = { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '100m', memory: '128Mi' } };

export default definePlatform({
  name: 'small',
  aws: { account: '444455556666', region: 'eu-west-1' },
  environments: { development: { images: 'automated' }, production: {} },
  clusters: {
    dev: {
      environment: '${environment}',
      kubernetes: '1.36',
      cidr: '10.0.0.0/16',
      nodes: { instance: 'm6i.large', desired: 1, min: 1, max: 1 },
    },
    prod: {
      environment: 'production',
      kubernetes: '1.36',
      cidr: '10.1.0.0/16',
      nodes: { instance: 'm6i.large', desired: 1, min: 1, max: 1 },
    },
  },
  tenants: {
    shop: {
      repository: 'shop-repo',
      services: {
        web: service({
          image: built({ app: 'apps/web', source: 'web-source', repository: 'shop/web' }),
          ports: { http: 80 },
          probes: { readiness: { tcp: 'http' }, liveness: { tcp: 'http' } },
          resources,
          security: { runAsUser: 10001 },
          calls: ['cache'],
          environments: { production: { replicas: ${replicas} } },
        }),
        cache: service({
          image: pinned('redis:7.4.1-alpine'),
          ports: { redis: 6379 },
          probes: { readiness: { tcp: 'redis' }, liveness: { tcp: 'redis' } },
          resources,
          security: { runAsUser: 999 },
        }),
      },
    },
  },
});
`;
}
