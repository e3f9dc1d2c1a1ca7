import * as z from 'zod';
import { codeCommitRepository, ecrRepository } from './aws-names.ts';
import { expected, fields, show, textLike } from './expected.ts';

const NAME =
  '(?:[a-z0-9]+(?:[.-][a-z0-9]+)*(?::\\d+)?\\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*';
const TAG = ':(?!latest(?:@|$))\\w[\\w.-]{0,127}';
const DIGEST = '@sha256:[a-f0-9]{64}';
const PINNED = new RegExp(`^${NAME}(?:${TAG}(?:${DIGEST})?|${DIGEST})$`);

function explain(reference: unknown): string {
  if (typeof reference !== 'string') return expected('the reference of an image')({ input: reference });
  const got = show(reference);
  if (/:latest(?:@|$)/.test(reference))
    return `expected a fixed tag, got ${got}: latest is another image tomorrow`;
  if (reference.includes('@'))
    return `expected @sha256: and 64 hex digits after the image's name, got ${got}`;
  if (new RegExp(`^${NAME}$`).test(reference)) {
    return `expected a tag or a digest, such as mongo:5.0.31, got ${got}: without one the newest image is pulled`;
  }
  return expected('the reference of an image with a tag or a digest, such as mongo:5.0.31')({
    input: reference,
  });
}

const error = (issue: { readonly input?: unknown }): string => explain(issue.input);

const builtImage = fields({
  kind: z.literal('built'),
  app: textLike(
    /^(?=.{1,200}$)(?!\/)(?!.*(?:^|\/)\.{1,2}(?:\/|$))[\w./-]*[\w-]$/,
    'the folder of the sources, relative to the root of the monorepo, such as apps/front-end (at most 200 characters)',
  ),
  source: codeCommitRepository,
  repository: ecrRepository,
  firstTag: textLike(
    /^\w[\w.-]{0,127}$/,
    'a tag (A-Z, a-z, 0-9, _, . and -, at most 128 characters)',
  ).default('main-0000000-0'),
});

const pinnedImage = fields({
  kind: z.literal('pinned'),
  reference: z.string({ error }).regex(PINNED, { error }),
});

/** Where a container's image comes from. */
export const imageSchema = z.discriminatedUnion('kind', [builtImage, pinnedImage], {
  error: expected("built({…}) or pinned('…')"),
});
