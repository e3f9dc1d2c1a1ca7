import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { CertifiedKey } from './certified-key.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 24 * 60 * 60 * 1000;

/** A certificate authority that is to be made. */
export interface AuthorityOptions {
  /** Distinguished name, such as `CN=Somebody, O=Somewhere`. */
  readonly name: string;
  /** Days from now that it is valid. */
  readonly days: number;
}

/** A certificate that is to be made. */
export interface CertificateOptions {
  /** Who signs it. */
  readonly authority: CertifiedKey;
  /** Distinguished name of whoever it is for. */
  readonly subject: string;
  /** Whether it is shown by a server to its clients, or by a client to servers. */
  readonly use: 'server' | 'client';
  /** Names and addresses that a server answers under. @default none */
  readonly hosts?: readonly HostName[];
  /** Days from now that it is valid; clients accept at most 397 from a server. */
  readonly days: number;
}

/** What a client may have asked for. */
export interface HostName {
  readonly type: 'dns' | 'ip';
  readonly value: string;
}

/** Makes a certificate authority that nobody trusts but who is told to. It signs servers and clients, no authorities. */
export async function newAuthority({ name, days }: AuthorityOptions): Promise<CertifiedKey> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    ...validity(days),
    serialNumber: serialNumber(),
    name,
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: pem(certificate), key: await keyPem(keys.privateKey) };
}

/** Makes a key and a certificate for it. */
export async function newCertificate(options: CertificateOptions): Promise<CertifiedKey> {
  const { authority, subject, use, hosts = [], days } = options;
  const keys = await newKeys();
  const issuer = new X509Certificate(authority.certificate);
  const usage = use === 'server' ? ExtendedKeyUsage.serverAuth : ExtendedKeyUsage.clientAuth;
  const certificate = await X509CertificateGenerator.create({
    ...validity(days),
    serialNumber: serialNumber(),
    subject,
    issuer: issuer.subject,
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: await signingKeyOf(authority),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([usage]),
      ...(hosts.length > 0 ? [new SubjectAlternativeNameExtension([...hosts])] : []),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return { certificate: pem(certificate), key: await keyPem(keys.privateKey) };
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

function signingKeyOf({ key }: CertifiedKey): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(key), ALGORITHM, false, ['sign']);
}

function serialNumber(): string {
  return `01${randomBytes(15).toString('hex')}`;
}

function validity(days: number): { readonly notBefore: Date; readonly notAfter: Date } {
  const now = Date.now();
  // A clock that was set back a little must not make the certificate invalid.
  return { notBefore: new Date(now - DAY_MS), notAfter: new Date(now + (days - 1) * DAY_MS) };
}

function pem(certificate: X509Certificate): string {
  return `${certificate.toString('pem')}\n`;
}

async function keyPem(key: webcrypto.CryptoKey): Promise<string> {
  return `${PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), PemConverter.PrivateKeyTag)}\n`;
}
