import { type CertifiedKey, newAuthority, newCertificate } from '@tideway/local-aws/certificates';

/** A user of the Kubernetes API as a client certificate names it. */
export interface ClientName {
  /** User name. */
  readonly user: string;
  /** Group. @default none */
  readonly group?: string;
}

/** The certificate authority of one cluster, which lives as long as the cluster. */
export interface ClusterAuthority extends CertifiedKey {
  /** Issues a certificate for a server on loopback. */
  issueServer(): Promise<CertifiedKey>;
  /** Issues a certificate for a user. */
  issueClient(name: ClientName): Promise<CertifiedKey>;
}

const days = 30;

/** Makes a certificate authority that nobody but this cluster trusts. */
export async function clusterAuthority(): Promise<ClusterAuthority> {
  const authority = await newAuthority({ name: 'CN=tideway-rehearsal', days });
  return {
    ...authority,
    issueServer: () =>
      newCertificate({
        ...{ authority, subject: 'CN=kube-apiserver', use: 'server', days },
        hosts: [
          { type: 'ip', value: '127.0.0.1' },
          { type: 'dns', value: 'localhost' },
          { type: 'dns', value: 'kubernetes.default.svc' },
        ],
      }),
    issueClient: ({ user, group }) =>
      newCertificate({
        ...{ authority, use: 'client', days },
        subject: group ? `CN=${user}, O=${group}` : `CN=${user}`,
      }),
  };
}
