import { ZodError } from 'zod';
import { BackendError } from '../backends/backend-error.ts';
import type { Problem } from '../problems/problem.ts';

/** Why a request failed, as far as it may be logged: never a value that somebody sent. */
export function reasonOf({ status, cause }: Problem): Readonly<Record<string, unknown>> {
  if (cause instanceof BackendError) {
    const { backend, failure } = cause;
    return {
      backend,
      failure,
      ...(cause.status === undefined ? {} : { backendStatus: cause.status }),
      ...(cause.cause instanceof ZodError
        ? { fields: cause.cause.issues.map(({ path, code }) => `${path.join('.')}: ${code}`).slice(0, 10) }
        : {}),
      ...(cause.cause instanceof Error && 'code' in cause.cause ? { code: cause.cause.code } : {}),
    };
  }
  // A stack says where; the message of an unexpected error may hold what a customer sent.
  return status >= 500 && cause instanceof Error
    ? { error: cause.name, stack: cause.stack?.split('\n').filter((line) => /^\s+at /u.test(line)) }
    : {};
}
