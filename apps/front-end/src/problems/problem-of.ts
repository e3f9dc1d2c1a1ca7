import { HTTPException } from 'hono/http-exception';
import { BackendError, type BackendFailure } from '../backends/backend-error.ts';
import { SessionStoreError } from '../sessions/session-store.ts';
import { Problem } from './problem.ts';

const of: Readonly<Record<BackendFailure, readonly [status: number, message: string]>> = {
  unreachable: [503, 'A part of the shop is not there at the moment. Please try again.'],
  'circuit-open': [503, 'A part of the shop is not there at the moment. Please try again.'],
  timeout: [504, 'A part of the shop took too long to answer. Please try again.'],
  'bad-answer': [502, 'A part of the shop gave an answer that makes no sense. Please try again.'],
  'too-large': [502, 'A part of the shop gave an answer that makes no sense. Please try again.'],
  status: [502, 'A part of the shop could not do this. Please try again.'],
};

/** The problem to answer with, whatever was thrown. What was not expected says nothing about its reason. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) {
    return error;
  }
  if (error instanceof BackendError) {
    const [status, message] = of[error.failure];
    return new Problem(status, message, {
      cause: error,
      headers: status === 503 ? { 'retry-after': '5' } : {},
    });
  }
  if (error instanceof SessionStoreError) {
    return new Problem(503, 'The shop can’t look up who you are at the moment. Please try again.', {
      cause: error,
      headers: { 'retry-after': '5' },
    });
  }
  if (error instanceof HTTPException && error.status < 500) {
    return new Problem(error.status, error.message === '' ? 'This request can’t be read.' : error.message, {
      cause: error,
    });
  }
  return new Problem(500, 'Something went wrong in the shop.', { cause: error });
}
