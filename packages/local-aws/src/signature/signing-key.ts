import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What a SigV4 signature is valid for. */
export interface SignatureScope {
  /** `YYYYMMDD` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

/** What is signed: a canonical request at a time. */
export interface SignedText extends SignatureScope {
  readonly secretAccessKey: string;
  /** As it stands in the string to sign: `YYYYMMDDTHHMMSS`, with a `Z` for requests, without one for Git. */
  readonly time: string;
  readonly canonicalRequest: string;
}

const keys = new Map<string, Buffer>();

/**
 * SigV4 signature in hex, as in "Create a signed AWS API request"
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
 */
export function signature(text: SignedText): string {
  const scope = `${text.date}/${text.region}/${text.service}/aws4_request`;
  const stringToSign = `AWS4-HMAC-SHA256\n${text.time}\n${scope}\n${sha256(text.canonicalRequest)}`;
  return createHmac('sha256', signingKey(text)).update(stringToSign).digest('hex');
}

/** SHA-256 in hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Compares in a time that tells nothing about where two texts differ. */
export function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function signingKey({
  secretAccessKey,
  date,
  region,
  service,
}: SignatureScope & { secretAccessKey: string }): Buffer {
  const id = sha256([secretAccessKey, date, region, service].join('\n'));
  const known = keys.get(id);
  if (known) return known;
  const key = [date, region, service, 'aws4_request'].reduce<Buffer>(
    (from, part) => createHmac('sha256', from).update(part).digest(),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
  if (keys.size > 100) keys.clear();
  keys.set(id, key);
  return key;
}
