import type { z } from 'zod';
import { AwsException } from './aws-exception.ts';

const NAMED = /^(\w+Exception): (.*)$/s;

/** The exceptions and sentences of a field. */
export interface FieldRule {
  /** Exception when the field is not there. @default - the one of `invalid` */
  readonly required?: string;
  /** Exception when its value is not allowed. */
  readonly invalid: string;
  /** What is expected, in words. */
  readonly expected: string;
}

/** Zod's `error` option that names the exception which the service throws for a field. */
export function throws(rule: FieldRule): (issue: { readonly input?: unknown }) => string {
  return ({ input }) => {
    if (input === undefined)
      return `${rule.required ?? rule.invalid}: expected ${rule.expected}, got nothing`;
    return `${rule.invalid}: expected ${rule.expected}, got ${brief(input)}`;
  };
}

/**
 * The input of an operation as its schema describes it.
 *
 * @throws AwsException with the first problem's name and all the problems' sentences.
 */
export function parseInput<Input>(schema: z.ZodType<Input>, value: unknown): Input {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => {
    const [, exception = 'SerializationException', sentence = message] = NAMED.exec(message) ?? [];
    return { exception, sentence: path.length > 0 ? `${path.join('.')}: ${sentence}` : sentence };
  });
  const sentences = problems.map(({ sentence }) => sentence).join('; ');
  throw new AwsException(problems[0]?.exception ?? 'SerializationException', sentences);
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 100 ? `${text.slice(0, 97)}...` : text;
}
