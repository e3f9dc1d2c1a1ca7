import { mkdir, rm } from 'node:fs/promises';
import { clusterAuthority } from '../certificates/cluster-authority.ts';
import { KubernetesApi } from '../kubernetes/kubernetes-api.ts';
import { untilServing } from '../kubernetes/until-serving.ts';
import { type ApiServer, startApiServer } from './api-server.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { startKubernetesControllers } from './controllers.ts';
import { startEtcd } from './etcd.ts';
import { startKwok } from './kwok.ts';
import { addNodes, type NodesOptions } from './nodes.ts';

/** A Kubernetes without kubelets. */
export interface ControlPlane {
  readonly name: string;
  readonly server: ApiServer;
  /** Kubeconfig of a cluster administrator. */
  readonly kubeconfig: string;
  readonly api: KubernetesApi;
}

/** Starts etcd, kube-apiserver, kube-controller-manager, kube-scheduler and kwok with nodes, from nothing. */
export async function startControlPlane(
  options: ClusterOptions & { readonly nodes: NodesOptions },
): Promise<ControlPlane> {
  const { name, folder, signal, nodes } = options;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const [etcd, authority] = await Promise.all([startEtcd(options), clusterAuthority()]);
  const server = await startApiServer({ ...options, etcd, authority });
  const kubeconfig = await server.kubeconfigOf({ user: 'admin', group: 'system:masters' });
  const api = new KubernetesApi(kubeconfig, signal);
  await untilServing({ api, what: `kube-apiserver of ${name} answers at ${server.url}`, signal });
  await startKubernetesControllers(options, server);
  await startKwok(options, server);
  await addNodes(api, nodes);
  return { name, server, kubeconfig, api };
}
