import type { ApiServer } from './api-server.ts';
import { type ClusterOptions, plainEnvironment } from './cluster-options.ts';

/** Starts kube-controller-manager and kube-scheduler, each with the rights that Kubernetes gives it. */
export async function startKubernetesControllers(options: ClusterOptions, api: ApiServer): Promise<void> {
  const { name, folder, programs, supervisor, ports } = options;
  const { authorityCertificate, authorityKey, serviceAccountKey } = api.files;
  const common = async (user: string) => [
    ...['--kubeconfig', await api.kubeconfigOf({ user })],
    ...['--bind-address', '127.0.0.1', '--secure-port', `${await ports.take()}`],
    '--leader-elect=false',
  ];
  const start = async (program: 'kube-controller-manager' | 'kube-scheduler', more: readonly string[]) =>
    supervisor.start({
      name: `${name}/${program}`,
      program: programs.path[program],
      directory: folder,
      environment: plainEnvironment(),
      arguments: [...(await common(`system:${program}`)), ...more],
    });
  await start('kube-controller-manager', [
    ...['--service-account-private-key-file', serviceAccountKey],
    ...['--root-ca-file', authorityCertificate],
    ...['--cluster-signing-cert-file', authorityCertificate, '--cluster-signing-key-file', authorityKey],
    '--use-service-account-credentials=true',
    // kwok renews a node's lease too seldom for the usual 50 s, and never makes pods ready again afterwards.
    '--node-monitor-grace-period=1h',
  ]);
  await start('kube-scheduler', []);
}
