import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** Colours a piece of text, or leaves it plain where colours are not wanted. */
export type Paint = (format: Format, text: string) => string;

/**
 * A {@link Paint} for one stream: colours on a terminal only, and never against `NO_COLOR`.
 * @see https://no-color.org
 */
export function paintFor(stream: NodeJS.WritableStream): Paint {
  return (format, text) => styleText(format, text, { stream, validateStream: true });
}

/** Leaves everything plain. */
export const plain: Paint = (_format, text) => text;
