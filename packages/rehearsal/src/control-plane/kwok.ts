import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultStorageClass } from '@tideway/gitops/flux-repository';
import { moduleFolders } from '../programs/module-folder.ts';
import type { ApiServer } from './api-server.ts';
import { type ClusterOptions, plainEnvironment } from './cluster-options.ts';
import { loadBalancerStage } from './load-balancer-stage.ts';

/** Stages of kwok's own that are used: what a kubelet and a volume provisioner would do, in no time. */
const stages = [
  'node/fast/node-initialize',
  'node/heartbeat-with-lease/node-heartbeat-with-lease',
  'pod/fast/pod-ready',
  'pod/fast/pod-complete',
  'pod/fast/pod-delete',
  'volume/fast/pv-bind',
  'volume/fast/pv-delete',
  'volume/fast/pvc-provision',
  'volume/fast/pvc-delete',
];

/** Starts kwok, which keeps nodes, pods, volumes and load balancers as if they were there. */
export async function startKwok(options: ClusterOptions, api: ApiServer): Promise<void> {
  const { name, folder, programs, modules, supervisor, ports } = options;
  const kwok = 'sigs.k8s.io/kwok';
  const found = await moduleFolders({ go: programs.go, modules, family: 'kwok', names: [kwok] });
  const kustomize = join(found.get(kwok)?.folder ?? '', 'kustomize', 'stage');
  const read = (path: string) => readFile(join(kustomize, `${path}.yaml`), 'utf8');
  const config = join(folder, 'kwok.yaml');
  const documents = await Promise.all(stages.map(async (stage) => playingEbs(await read(stage))));
  await writeFile(config, [...documents, JSON.stringify(loadBalancerStage)].join('\n---\n'));
  await supervisor.start({
    name: `${name}/kwok`,
    program: programs.path.kwok,
    directory: folder,
    environment: plainEnvironment({ HOME: folder }),
    arguments: [
      ...['--kubeconfig', await api.kubeconfigOf({ user: 'kwok', group: 'system:masters' })],
      ...['--config', config, '--manage-all-nodes=true'],
      ...['--server-address', `127.0.0.1:${await ports.take()}`],
    ],
  });
}

// kwok makes volumes for claims of a class of its own. Here it plays the driver behind the class that Flux applies.
function playingEbs(stage: string): string {
  return stage.replaceAll("'kwok-volume'", `'${defaultStorageClass}'`);
}
