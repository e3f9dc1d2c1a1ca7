import type { Cluster, Platform } from '@tideway/model';
import type { TreeBuilder } from '../tree-builder.ts';
import { toYaml } from '../yaml/to-yaml.ts';
import { appsTimeout, minutes } from './durations.ts';
import { fetchesSecrets } from './fetches-secrets.ts';
import { fluxInstance } from './flux-instance.ts';
import { runsImageRobot } from './image-robot.ts';
import { syncKustomization } from './sync-kustomization.ts';

/** Minutes within which all controllers must be installed. */
const controllersTimeout = 15;

/** Adds what one cluster follows: how Flux runs there, then controllers, what needs them, and the tenants. */
export function addClusterFiles(tree: TreeBuilder, platform: Platform, cluster: Cluster): void {
  const folder = `clusters/${cluster.name}`;
  const from = `clusters.${cluster.name}`;
  const { environment } = cluster;
  const { apply, infrastructure: interval } = platform.flux.intervals;
  if (platform.flux.bootstrap === 'flux-operator') {
    tree.add(`${folder}/flux-system/flux-instance.yaml`, from, fluxInstance(platform, cluster));
  }
  const controllers = 'infrastructure-controllers';
  const configs = 'infrastructure-configs';
  tree.add(
    `${folder}/infrastructure.yaml`,
    from,
    syncKustomization({
      name: controllers,
      path: `./infrastructure/controllers/overlays/${environment}`,
      interval,
      timeout: minutes(controllersTimeout),
      dependsOn: [],
    }),
    syncKustomization({
      name: configs,
      path: `./infrastructure/configs/overlays/${environment}`,
      interval,
      timeout: minutes(5),
      dependsOn: [controllers],
    }),
  );
  if (Object.keys(platform.tenants).length === 0) return;
  const leavesRobotToAnother = !runsImageRobot(platform, cluster);
  tree.add(
    `${folder}/apps.yaml`,
    from,
    syncKustomization({
      name: 'apps',
      path: `./apps/overlays/${environment}`,
      interval: apply,
      timeout: minutes(appsTimeout(platform)),
      dependsOn: [configs],
      ...(leavesRobotToAnother && { patches: [suspendedRobot] }),
    }),
  );
  if (!fetchesSecrets(platform)) return;
  tree.add(
    `${folder}/events.yaml`,
    from,
    syncKustomization({
      name: 'events',
      path: `./events/overlays/${environment}`,
      interval,
      timeout: minutes(5),
      dependsOn: ['apps'],
      // A token that is missing makes Flux slower, and is no reason to call the cluster broken.
      wait: false,
    }),
  );
}

const suspendedRobot = {
  target: { group: 'image.toolkit.fluxcd.io', version: 'v1', kind: 'ImageUpdateAutomation' },
  patch: toYaml([[{ op: 'add', path: '/spec/suspend', value: true }]]),
};
