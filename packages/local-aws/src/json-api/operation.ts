import type { z } from 'zod';
import { parseInput } from './validation.ts';

/** One operation of a JSON API: takes whatever a client sent; throws AwsException for what the service refuses. */
export type Operation<Context> = (value: unknown, context: Context) => Promise<object>;

/** An operation whose input is checked by a schema before it runs. */
export function operation<Input, Context>(
  input: z.ZodType<Input>,
  run: (input: Input, context: Context) => Promise<object>,
): Operation<Context> {
  return (value, context) => run(parseInput(input, value), context);
}
