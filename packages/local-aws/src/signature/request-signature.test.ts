import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkRequest } from './request-signature.ts';

const credentials = { accessKeyId: 'AKIALOCALAWSABCDEFGH', secretAccessKey: 'a secret key' };
const ring = { credentials, account: '111122223333', region: 'us-west-2' };
const NOW = Date.UTC(2026, 10, 23, 7, 0, 0);

interface Signed {
  readonly body: string;
  readonly query?: Record<string, string>;
  readonly header?: string;
  readonly region?: string;
  readonly service?: string;
  readonly at?: number;
  readonly secretAccessKey?: string;
  readonly accessKeyId?: string;
}

/** A request signed by AWS's library. */
async function sign({
  body,
  query = {},
  header = 'x',
  at = NOW,
  ...who
}: Signed): Promise<Parameters<typeof checkRequest>[1]> {
  const hostname = 'codecommit.us-west-2.amazonaws.com';
  const { region = 'us-west-2', service = 'codecommit', ...keys } = who;
  const signer = new SignatureV4({
    credentials: { ...credentials, ...keys },
    region,
    service,
    sha256: Sha256,
  });
  const headers = { host: hostname, 'x-amz-target': 'CodeCommit_20150413.GetBranch', 'x-custom': header };
  const request = new HttpRequest({
    method: 'POST',
    protocol: 'https:',
    hostname,
    path: '/',
    query,
    headers,
    body,
  });
  const signed = await signer.sign(request, { signingDate: new Date(at) });
  const url = new URL(`https://${hostname}/`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return {
    method: 'POST',
    url,
    headers: new Headers(signed.headers),
    body: Buffer.from(body),
    region: 'us-west-2',
    service: 'codecommit',
  };
}

test("what AWS's library signs is accepted, whatever it holds", async () => {
  const text = fc.string({ unit: 'grapheme-composite', maxLength: 20 });
  const headerValue = fc.stringMatching(/^[ -~]{0,20}$/);
  const property = fc.asyncProperty(text, text, headerValue, async (body, value, header) => {
    const request = await sign({ body, query: { 'a-b': value, A: '1', 'a b': '2' }, header });
    expect(checkRequest(ring, request, NOW)).toMatchObject({ account: '111122223333', name: 'local' });
  });
  await fc.assert(property, { numRuns: 50 });
});

test.each([
  ['another secret', { secretAccessKey: 'x' }, 'mismatch', 'does not match the signature you provided'],
  [
    'an unknown key',
    { accessKeyId: 'AKIAEXAMPLE' },
    'unknown-key',
    '"AKIAEXAMPLE" is not an access key of local AWS',
  ],
  [
    'another region',
    { region: 'eu-west-1' },
    'mismatch',
    'scoped to a valid region: expected us-west-2, got eu-west-1',
  ],
  ['another service', { service: 'ecr' }, 'mismatch', "scoped to correct service: 'codecommit', got 'ecr'"],
  [
    'a clock behind',
    { at: NOW - 301_000 },
    'mismatch',
    'Signature expired: 2026-11-23T06:54:59.000Z is now earlier',
  ],
  ['a clock ahead', { at: NOW + 301_000 }, 'mismatch', 'Signature not yet current: 2026-11-23T07:05:01.000Z'],
])('%s is refused', async (_, wrong, kind, sentence) => {
  const problem = checkRequest(ring, await sign({ body: '{}', ...wrong }), NOW);
  expect(problem).toEqual({ kind, message: expect.stringContaining(sentence) as string });
});

test('a changed body, header, or no signature at all is refused', async () => {
  const request = await sign({ body: '{"branchName":"main"}' });
  const changed = { ...request, body: Buffer.from('{"branchName":"x"}') };
  expect(checkRequest(ring, changed, NOW)).toHaveProperty('kind', 'mismatch');
  const headers = new Headers(request.headers);
  headers.set('x-amz-target', 'CodeCommit_20150413.DeleteRepository');
  expect(checkRequest(ring, { ...request, headers }, NOW)).toHaveProperty('kind', 'mismatch');
  expect(checkRequest(ring, { ...request, headers: new Headers() }, NOW)).toHaveProperty('kind', 'missing');
  headers.set('authorization', 'AWS4-HMAC-SHA256 Credential=x');
  expect(checkRequest(ring, { ...request, headers }, NOW)).toHaveProperty('kind', 'incomplete');
});
