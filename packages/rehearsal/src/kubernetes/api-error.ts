import { ApiException } from '@kubernetes/client-node';

/** Whether an error is an answer of the API server with a status. */
export function isStatus(error: unknown, code: number): boolean {
  return error instanceof ApiException && error.code === code;
}

/** An error that says which object it is about, in the API server's own words. */
export function explained(error: unknown, what: string): Error {
  if (!(error instanceof ApiException)) return error instanceof Error ? error : new Error(String(error));
  const body = error.body as { readonly message?: string } | string | undefined;
  const message = typeof body === 'string' ? messageIn(body) : (body?.message ?? error.message);
  return new Error(`${what}: ${message}`, { cause: error });
}

function messageIn(body: string): string {
  try {
    return (JSON.parse(body) as { readonly message?: string }).message ?? body;
  } catch {
    return body;
  }
}
