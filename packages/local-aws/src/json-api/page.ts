import { AwsException } from './aws-exception.ts';

/** Which part of a list is asked for. */
export interface PageRequest {
  readonly nextToken?: string | undefined;
  readonly maxResults?: number | undefined;
  /** Most that a page holds. */
  readonly limit: number;
  /** Name of the exception for a token that no page ended with. @default InvalidContinuationTokenException */
  readonly exception?: string;
}

/** A part of a list, and the token for what follows. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken?: string;
}

/**
 * A page of a list.
 *
 * @throws AwsException for a token that no page ended with.
 */
export function page<Item>(all: readonly Item[], request: PageRequest): Page<Item> {
  const start = offset(request);
  const end = start + Math.min(request.maxResults ?? request.limit, request.limit);
  const items = all.slice(start, end);
  return end < all.length ? { items, nextToken: token(end) } : { items };
}

function token(next: number): string {
  return Buffer.from(`after ${next}`).toString('base64url');
}

function offset({ nextToken, exception = 'InvalidContinuationTokenException' }: PageRequest): number {
  if (nextToken === undefined) return 0;
  const [, digits] = /^after (\d+)$/.exec(Buffer.from(nextToken, 'base64url').toString()) ?? [];
  if (digits !== undefined) return Number(digits);
  throw new AwsException(exception, 'The continuation token is not from an answer of this API.');
}
