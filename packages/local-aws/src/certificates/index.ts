export type { CertifiedKey } from './certified-key.ts';
export type { AuthorityOptions, CertificateOptions, HostName } from './issue.ts';
export { newAuthority, newCertificate } from './issue.ts';
