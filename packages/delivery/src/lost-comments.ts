import { Lexer } from 'yaml';
import type { Texts } from './merge-lines.ts';

/**
 * Comments that people wrote into the repository's version and that a merge does not have: what they stood in was
 * replaced or removed.
 */
export function lostComments(texts: Texts, merged: string): readonly string[] {
  const [base, repository, generator, after] = [texts.base, texts.repository, texts.generator, merged].map(
    commentsOf,
  ) as [Counts, Counts, Counts, Counts];
  return [...repository].flatMap(([comment, count]) => {
    const before = base.get(comment) ?? 0;
    const generated = generator.get(comment) ?? 0;
    const kept = Math.min(count, count + generated - before);
    return count > before && (after.get(comment) ?? 0) < kept ? [comment] : [];
  });
}

type Counts = ReadonlyMap<string, number>;

// What follows this mark is the text of a scalar: https://eemeli.org/yaml/#lexer
const scalarMark = '\u001F';

function commentsOf(text: string): Counts {
  const counts = new Map<string, number>();
  let previous = '';
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith('#') && previous !== scalarMark) {
      const comment = token.trimEnd();
      counts.set(comment, (counts.get(comment) ?? 0) + 1);
    }
    previous = token;
  }
  return counts;
}
