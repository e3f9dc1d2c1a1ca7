import { createPrivateKey, X509Certificate } from 'node:crypto';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { newAuthority, newCertificate } from './issue.ts';

const hosts = [
  { type: 'ip', value: '127.0.0.1' },
  { type: 'dns', value: 'api.example' },
] as const;

/** A TLS server that asks for a client certificate, and what a client of it came to. */
async function handshake(options: { readonly servername: string; readonly clientUse: 'server' | 'client' }) {
  const authority = await newAuthority({ name: 'CN=test', days: 30 });
  const own = await newCertificate({ authority, subject: 'CN=server', use: 'server', hosts, days: 30 });
  const client = await newCertificate({
    authority,
    subject: 'CN=admin, O=system:masters',
    use: options.clientUse,
    days: 30,
  });
  const server = createServer({
    ca: authority.certificate,
    cert: own.certificate,
    key: own.key,
    requestCert: true,
    rejectUnauthorized: false,
  });
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const seen = once(server, 'secureConnection') as Promise<[TLSSocket]>;
  const socket = connect({
    port: (server.address() as AddressInfo).port,
    host: '127.0.0.1',
    servername: options.servername,
    ca: authority.certificate,
    cert: client.certificate,
    key: client.key,
    rejectUnauthorized: false,
  });
  await once(socket, 'secureConnect');
  const [accepted] = await seen;
  onTestFinished(() => void socket.destroy());
  return {
    clientSays: socket.authorizationError,
    serverSays: accepted.authorizationError,
    subject: accepted.getPeerCertificate().subject,
  };
}

test('server and client know each other by one authority, the client by its user and group', async () => {
  const { clientSays, serverSays, subject } = await handshake({
    servername: 'api.example',
    clientUse: 'client',
  });
  expect([clientSays, serverSays]).toEqual([null, null]);
  expect(subject).toMatchObject({ CN: 'admin', O: 'system:masters' });
});

test('a server is not taken for another host, and a server’s certificate is not taken from a client', async () => {
  const { clientSays, serverSays } = await handshake({
    servername: 'other.example',
    clientUse: 'server',
  });
  expect(String(clientSays)).toContain('ERR_TLS_CERT_ALTNAME_INVALID');
  expect(String(serverSays)).toBe('INVALID_PURPOSE');
});

test('a certificate is valid from a day ago for the days that were asked for, with a key of its own', async () => {
  const authority = await newAuthority({ name: 'CN=test', days: 3650 });
  const { certificate, key } = await newCertificate({
    ...{ authority, subject: 'CN=server', use: 'server', hosts, days: 397 },
  });
  const parsed = new X509Certificate(certificate);
  const days = (parsed.validToDate.getTime() - parsed.validFromDate.getTime()) / (24 * 60 * 60 * 1000);
  expect(Math.round(days)).toBe(397);
  expect(parsed.verify(new X509Certificate(authority.certificate).publicKey)).toBe(true);
  expect(parsed.checkPrivateKey(createPrivateKey(key))).toBe(true);
});
