import type { Problem } from '../problem.ts';
import type { Draft, Rule } from './draft.ts';
import { references } from './references.ts';

const RULES: readonly Rule[] = [references];

/** Every problem across fields, in the order of the rules. */
export function problemsOf(draft: Draft): readonly Problem[] {
  return RULES.flatMap((rule) => [...rule(draft)]);
}
