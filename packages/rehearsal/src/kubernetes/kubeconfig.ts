import { stringify } from 'yaml';

/** Whose kubeconfig it is. */
export interface KubeconfigOptions {
  /** Such as `https://127.0.0.1:6443`. */
  readonly server: string;
  /** The API server's authority as PEM. */
  readonly authority: string;
  /** Name of cluster, context and user in the file. */
  readonly name: string;
  /** A client certificate, or a token. */
  readonly user: { readonly certificate: string; readonly key: string } | { readonly token: string };
}

/** Text of a kubeconfig with everything in it, so that the file alone is enough. */
export function kubeconfig({ server, authority, name, user }: KubeconfigOptions): string {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const credentials =
    'token' in user
      ? { token: user.token }
      : { 'client-certificate-data': base64(user.certificate), 'client-key-data': base64(user.key) };
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server, 'certificate-authority-data': base64(authority) } }],
    users: [{ name, user: credentials }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  });
}
