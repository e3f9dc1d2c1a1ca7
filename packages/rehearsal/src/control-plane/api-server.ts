import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientName, ClusterAuthority } from '../certificates/cluster-authority.ts';
import { kubeconfig } from '../kubernetes/kubeconfig.ts';
import { type ClusterOptions, plainEnvironment } from './cluster-options.ts';

/** A kube-apiserver and the keys that belong to it. */
export interface ApiServer {
  /** `https://127.0.0.1:<port>` */
  readonly url: string;
  readonly authority: ClusterAuthority;
  /** Files that kube-controller-manager needs as well. */
  readonly files: ApiServerFiles;
  /** Writes a kubeconfig of a user with a client certificate. @returns its path */
  kubeconfigOf(name: ClientName): Promise<string>;
  /** Writes a kubeconfig of a user with a token. @returns its path */
  kubeconfigWithToken(user: string, token: string): Promise<string>;
}

/** Keys and certificates on disk. */
export interface ApiServerFiles {
  readonly authorityCertificate: string;
  readonly authorityKey: string;
  readonly serviceAccountKey: string;
}

/** Starts kube-apiserver; it is not ready yet when this resolves. */
export async function startApiServer(
  options: ClusterOptions & { readonly etcd: string; readonly authority: ClusterAuthority },
): Promise<ApiServer> {
  const { name, folder, programs, supervisor, ports, etcd, authority } = options;
  const port = await ports.take();
  const url = `https://127.0.0.1:${port}`;
  const place = (file: string) => join(folder, file);
  const server = await authority.issueServer();
  const account = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const files = {
    authorityCertificate: place('ca.crt'),
    authorityKey: place('ca.key'),
    serviceAccountKey: place('service-account.key'),
  };
  const contents: Readonly<Record<string, string>> = {
    [files.authorityCertificate]: authority.certificate,
    [files.authorityKey]: authority.key,
    [files.serviceAccountKey]: account.privateKey.export({ type: 'sec1', format: 'pem' }) as string,
    [place('service-account.pub')]: account.publicKey.export({ type: 'spki', format: 'pem' }) as string,
    [place('api-server.crt')]: server.certificate,
    [place('api-server.key')]: server.key,
  };
  await Promise.all(
    Object.entries(contents).map(([file, content]) => writeFile(file, content, { mode: 0o600 })),
  );
  await supervisor.start({
    name: `${name}/kube-apiserver`,
    program: programs.path['kube-apiserver'],
    directory: folder,
    environment: plainEnvironment(),
    arguments: [
      ...['--etcd-servers', etcd],
      ...['--bind-address', '127.0.0.1', '--advertise-address', '127.0.0.1', '--secure-port', `${port}`],
      ...['--service-cluster-ip-range', '10.0.0.0/16'],
      ...['--authorization-mode', 'RBAC'],
      ...['--client-ca-file', files.authorityCertificate],
      ...['--tls-cert-file', place('api-server.crt'), '--tls-private-key-file', place('api-server.key')],
      ...['--service-account-issuer', 'https://kubernetes.default.svc'],
      ...['--service-account-key-file', place('service-account.pub')],
      ...['--service-account-signing-key-file', files.serviceAccountKey],
    ],
  });
  const write = async (user: string, who: Parameters<typeof kubeconfig>[0]['user']) => {
    const file = place(`${user.replaceAll(/[^a-z0-9-]/g, '-')}.kubeconfig`);
    const text = kubeconfig({ server: url, authority: authority.certificate, name, user: who });
    await writeFile(file, text, { mode: 0o600 });
    return file;
  };
  return {
    url,
    authority,
    files,
    kubeconfigOf: async (client) => write(client.user, await authority.issueClient(client)),
    kubeconfigWithToken: (user, token) => write(user, { token }),
  };
}
