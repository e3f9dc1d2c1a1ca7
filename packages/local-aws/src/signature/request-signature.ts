import type { Caller, KeyRing } from '../credentials/caller.ts';
import { findKey } from '../credentials/caller.ts';
import { sameText, sha256, signature } from './signing-key.ts';
import { parseTime } from './signing-time.ts';

/** Most that a client's clock may differ: five minutes, as the services' messages say. */
const LARGEST_SKEW_MS = 5 * 60 * 1000;

/** A request as it came in. */
export interface SignedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Uint8Array;
  /** Region and service that the signature must be for. */
  readonly region: string;
  readonly service: string;
}

/** Why a request is not accepted. */
export interface SignatureProblem {
  readonly kind: 'missing' | 'incomplete' | 'unknown-key' | 'expired-session' | 'mismatch';
  readonly message: string;
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request, ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]{64})$/;

/** Who sent a request, by its SigV4 `Authorization` header, or why it is not accepted. */
export function checkRequest(
  ring: KeyRing,
  request: SignedRequest,
  now = Date.now(),
): Caller | SignatureProblem {
  const authorization = request.headers.get('authorization');
  if (!authorization) {
    const message =
      'Missing Authentication Token. Sign the request, with the variables of "tideway local env".';
    return { kind: 'missing', message };
  }
  const [, accessKeyId, date, region, service, signedHeaders, given] =
    AUTHORIZATION.exec(authorization) ?? [];
  const time = request.headers.get('x-amz-date') ?? '';
  const signed = parseTime(time.replace(/Z$/, ''));
  if (!accessKeyId || !date || !region || !service || !signedHeaders || !given || signed === undefined) {
    const message =
      'The Authorization header is not a complete AWS Signature Version 4: it needs Credential, SignedHeaders and Signature, with X-Amz-Date beside it.';
    return { kind: 'incomplete', message };
  }
  const key = findKey(
    ring,
    { accessKeyId, sessionToken: request.headers.get('x-amz-security-token') ?? undefined },
    now,
  );
  if (key === 'expired-token') {
    return { kind: 'expired-session', message: 'The security token included in the request is expired' };
  }
  if (typeof key === 'string') {
    const message = `The security token included in the request is invalid. "${accessKeyId}" is not an access key of local AWS: run eval "$(tideway local env)" in this shell.`;
    return { kind: 'unknown-key', message };
  }
  const mismatch = (message: string): SignatureProblem => ({ kind: 'mismatch', message });
  if (region !== request.region) {
    return mismatch(
      `Credential should be scoped to a valid region: expected ${request.region}, got ${region}.`,
    );
  }
  if (service !== request.service) {
    return mismatch(
      `Credential should be scoped to correct service: '${request.service}', got '${service}'.`,
    );
  }
  if (!time.startsWith(date))
    return mismatch('Date in Credential scope does not match YYYYMMDD from X-Amz-Date.');
  const skew = explainSkew(signed, now);
  if (skew) return mismatch(skew);
  const canonicalRequest = canonical(request, signedHeaders.split(';'));
  const expected = signature({
    secretAccessKey: key.secretAccessKey,
    date,
    region,
    service,
    time,
    canonicalRequest,
  });
  if (sameText(given, expected)) return key.caller;
  return mismatch(
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details. For local AWS the key is the one of "tideway local env".',
  );
}

function explainSkew(signed: number, now: number): string | undefined {
  const [at, current] = [new Date(signed).toISOString(), new Date(now).toISOString()];
  if (now - signed > LARGEST_SKEW_MS)
    return `Signature expired: ${at} is now earlier than ${current} minus 5 min.`;
  if (signed - now > LARGEST_SKEW_MS)
    return `Signature not yet current: ${at} is still later than ${current} plus 5 min.`;
  return undefined;
}

function canonical({ method, url, headers, body }: SignedRequest, signedHeaders: readonly string[]): string {
  const query = [...url.searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const lines = signedHeaders.map(
    (name) => `${name}:${(headers.get(name) ?? '').trim().replaceAll(/\s+/g, ' ')}\n`,
  );
  return [method, url.pathname, query.join('&'), lines.join(''), signedHeaders.join(';'), sha256(body)].join(
    '\n',
  );
}

/** RFC 3986, which escapes five characters more than `encodeURIComponent`. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
