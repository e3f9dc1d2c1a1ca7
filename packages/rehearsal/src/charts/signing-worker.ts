import { createHash, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { parentPort, workerData } from 'node:worker_threads';
import { bundleToJSON } from '@sigstore/bundle';
import { fulcioHandler, initializeCA, initializeCTLog, initializeTLog } from '@sigstore/mock';
import { DSSEBundleBuilder, FulcioSigner, RekorWitness } from '@sigstore/sign';
import type { SigningAnswer, SigningRequest, SigningTrust } from './signing-messages.ts';

// Entry file of a worker: @sigstore/mock changes node:http of whoever imports it, and nobody else is to notice.

const logUrl = 'https://rekor.sigstore.dev';
const statementType = 'application/vnd.in-toto+json';

const curve = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const certificateLog = await initializeCTLog(curve());
const authority = await initializeCA(curve(), certificateLog);
const log = await initializeTLog(logUrl, curve());
const start = new Date(Date.now() - 60_000).toISOString();

/** A signing authority and a transparency log that answer over HTTP, as Sigstore's public ones do. */
const server = createServer((incoming, outgoing) => {
  void text(incoming).then(async (body) => {
    const { statusCode, response, contentType } =
      incoming.url === '/api/v1/log/entries' ? await logEntry(body) : await fulcioHandler(authority).fn(body);
    outgoing.writeHead(statusCode, { 'content-type': contentType ?? 'text/plain' }).end(response);
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** Logs a signature in the form that Rekor gives it, which holds hashes in place of contents. */
async function logEntry(
  body: string,
): Promise<{ readonly statusCode: number; readonly response: string; readonly contentType: string }> {
  interface Proposal {
    readonly spec: { readonly proposedContent: { readonly envelope: string; readonly verifiers: string[] } };
  }
  const { envelope, verifiers } = (JSON.parse(body) as Proposal).spec.proposedContent;
  const { payload, signatures } = JSON.parse(envelope) as {
    readonly payload: string;
    readonly signatures: readonly { readonly sig: string }[];
  };
  const sha256 = (data: string | Buffer) => ({
    algorithm: 'sha256',
    value: createHash('sha256').update(data).digest('hex'),
  });
  const entry = (await log.log({
    apiVersion: '0.0.1',
    kind: 'dsse',
    spec: {
      envelopeHash: sha256(envelope),
      payloadHash: sha256(Buffer.from(payload, 'base64')),
      signatures: signatures.map(({ sig }, index) => ({ signature: sig, verifier: verifiers[index] })),
    },
  })) as unknown;
  return { statusCode: 201, response: JSON.stringify(entry), contentType: 'application/json' };
}

async function sign({ digest, issuer, subject }: SigningRequest['artifacts'][number]): Promise<string> {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = [part({ alg: 'none' }), part({ iss: issuer, sub: subject }), 'none'].join('.');
  const builder = new DSSEBundleBuilder({
    signer: new FulcioSigner({
      fulcioBaseURL: url,
      identityProvider: { getToken: () => Promise.resolve(token) },
    }),
    witnesses: [new RekorWitness({ rekorBaseURL: url, entryType: 'dsse' })],
  });
  const [algorithm = '', hex = ''] = digest.split(':');
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ digest: { [algorithm]: hex } }],
    predicateType: 'https://sigstore.dev/cosign/sign/v1',
    predicate: {},
  };
  const bundle = await builder.create({ data: Buffer.from(JSON.stringify(statement)), type: statementType });
  return JSON.stringify(bundleToJSON(bundle));
}

function trust(): SigningTrust {
  const bytes = (view: ArrayBufferView) => Buffer.from(view.buffer, view.byteOffset, view.byteLength);
  const publicLog = (baseUrl: string, key: Buffer) => ({
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: {
      rawBytes: key.toString('base64'),
      keyDetails: 'PKIX_ECDSA_P256_SHA_256',
      validFor: { start },
    },
    logId: { keyId: createHash('sha256').update(key).digest('base64') },
  });
  const root = bytes(authority.rootCertificate);
  const pem = (key: Buffer) =>
    createPublicKey({ key, format: 'der', type: 'spki' }).export({ format: 'pem', type: 'spki' }) as string;
  return {
    trustedRoot: JSON.stringify({
      mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
      tlogs: [publicLog(logUrl, log.publicKey)],
      certificateAuthorities: [
        {
          subject: { organization: 'sigstore.mock', commonName: 'sigstore' },
          uri: 'https://fulcio.sigstore.dev',
          certChain: { certificates: [{ rawBytes: root.toString('base64') }] },
          validFor: { start },
        },
      ],
      ctlogs: [publicLog('https://ctfe.sigstore.dev', certificateLog.publicKey)],
      timestampAuthorities: [],
    }),
    rootCertificate: new X509Certificate(root).toString(),
    logKey: pem(log.publicKey),
    certificateLogKey: pem(certificateLog.publicKey),
  };
}

const bundles: string[] = [];
for (const artifact of (workerData as SigningRequest).artifacts) bundles.push(await sign(artifact));
server.close();
server.closeAllConnections();
parentPort?.postMessage({ bundles, trust: trust() } satisfies SigningAnswer);
