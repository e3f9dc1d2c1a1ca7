import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { type ClusterOptions, plainEnvironment } from '../control-plane/cluster-options.ts';
import type { ControlPlane } from '../control-plane/control-plane.ts';
import { httpStatus } from '../control-plane/http-status.ts';
import { eventually } from '../eventually.ts';
import { moduleFolders } from '../programs/module-folder.ts';

const module = 'github.com/controlplaneio-fluxcd/flux-operator';
const name = 'flux-operator';

/** Namespace that Flux and its operator live in. */
export const fluxNamespace = 'flux-system';

/** What the operator's Helm chart installs, as far as a process beside the cluster needs it. */
const installation = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: fluxNamespace } },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: fluxNamespace } },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', name, namespace: fluxNamespace }],
  },
];

/** Installs and starts the real Flux Operator, with the manifests of Flux that its own module carries. */
export async function startFluxOperator(options: ClusterOptions, cluster: ControlPlane): Promise<void> {
  const { programs, modules, supervisor, ports, folder, signal } = options;
  const found = await moduleFolders({ go: programs.go, modules, family: name, names: [module] });
  const source = found.get(module)?.folder ?? '';
  const bases = join(source, 'config', 'crd', 'bases');
  for (const object of installation) await cluster.api.apply(object);
  for (const file of await readdir(bases)) {
    for (const crd of loadAll(await readFile(join(bases, file), 'utf8')) as object[])
      await cluster.api.apply(crd);
  }
  const token = await cluster.api.token(fluxNamespace, name);
  const health = `127.0.0.1:${await ports.take()}`;
  await supervisor.start({
    name: `${options.name}/${name}`,
    program: programs.path[name],
    directory: folder,
    environment: plainEnvironment({
      // It refuses to run without.
      GODEBUG: 'fips140=on',
      KUBECONFIG: await cluster.server.kubeconfigWithToken(name, token),
      RUNTIME_NAMESPACE: fluxNamespace,
      HOME: folder,
    }),
    arguments: [
      `--storage-path=${join(source, 'config', 'data')}`,
      '--enable-leader-election=false',
      '--web-server-port=0',
      `--metrics-addr=127.0.0.1:${await ports.take()}`,
      `--health-addr=${health}`,
    ],
  });
  await eventually({
    what: `the Flux Operator of ${options.name} answers at ${health}`,
    within: 30_000,
    signal,
    ask: async () => ((await httpStatus(`http://${health}/readyz`)) === 200 ? true : undefined),
  });
}
