/**
 * Every way in which a command can end, and nothing else: text, `--json` and the exit code all read this table.
 * Exit codes: 0 fine, 1 drift or a failed check, 2 wrong use.
 */
export const outcomes = {
  unchanged: { exitCode: 0, says: 'nothing to do' },
  created: { exitCode: 0, says: 'created' },
  updated: { exitCode: 0, says: 'updated' },
  recorded: { exitCode: 0, says: 'recorded: everything was there already' },
  proposed: { exitCode: 0, says: 'proposed in a pull request' },
  planned: { exitCode: 0, says: 'planned, nothing was written' },
  valid: { exitCode: 0, says: 'valid' },
  proven: { exitCode: 0, says: 'proven: every promise was kept' },
  done: { exitCode: 0, says: 'done' },
  differs: { exitCode: 1, says: 'differs' },
  drifted: { exitCode: 1, says: 'drifted' },
  broken: { exitCode: 1, says: 'broken: some promises were not kept' },
  conflicted: { exitCode: 1, says: 'conflicted: both sides changed the same place' },
  held: { exitCode: 1, says: 'held: some files were left as the repository has them' },
  invalid: { exitCode: 1, says: 'not valid' },
  failed: { exitCode: 1, says: 'failed' },
  misused: { exitCode: 2, says: 'wrong use' },
} as const satisfies Readonly<Record<string, OutcomeEntry>>;

/** What an outcome means to the caller. */
export interface OutcomeEntry {
  readonly exitCode: 0 | 1 | 2;
  /** How a sentence or a table names it. */
  readonly says: string;
}

/** Name of an entry of {@link outcomes}. */
export type Outcome = keyof typeof outcomes;

/** The worst of several outcomes: the one that decides the exit code; the first of equals, `unchanged` last. */
export function worstOutcome(all: readonly Outcome[]): Outcome {
  let worst: Outcome = 'unchanged';
  for (const outcome of all) {
    if (outcomes[outcome].exitCode > outcomes[worst].exitCode || worst === 'unchanged') worst = outcome;
  }
  return worst;
}
