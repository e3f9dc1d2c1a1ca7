/** Rules that a delivery must keep. */
export type Rule =
  /** What a person or a robot wrote is still there. */
  | 'human-change-lost'
  /** A value with a marker belongs to the repository. */
  | 'held-value-changed'
  /** What only the generator changed arrives. */
  | 'generated-change-missing'
  /** What both sides changed is held, and told. */
  | 'conflict-not-held'
  /** What is held keeps the repository's bytes. */
  | 'held-but-changed'
  /** Nothing is held without a reason. */
  | 'held-without-reason'
  /** What is held is told file by file, with field, both values and the way out. */
  | 'held-not-explained'
  /** The report lists what was done, and nothing else. */
  | 'report-wrong'
  /** The branch moves forward only, by commits that somebody answers for. */
  | 'history-rewritten'
  /** A second delivery of the same changes nothing. */
  | 'not-idempotent'
  /** What was refused leaves the remote as it was. */
  | 'refused-but-changed'
  /** A Kustomize root that rendered before still does. */
  | 'root-broken'
  /** A delivery that can be made is made. */
  | 'failed'
  /** What a killed process left is cleared away by the next one. */
  | 'left-behind'
  /** The remote's objects are whole. */
  | 'remote-damaged';

/** A rule that was not kept. */
export interface Violation {
  readonly rule: Rule;
  /** File, or another place. */
  readonly where: string;
  readonly detail: string;
}

/** Rules that were not kept, thrown so that a property fails. */
export class Violated extends Error {
  override readonly name = 'Violated';
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[], story: readonly string[] = []) {
    super(
      [
        ...violations.map(({ rule, where, detail }) => `${rule}: ${where}: ${detail}`),
        ...(story.length > 0 ? ['What happened:', ...story.map((line) => `  ${line}`)] : []),
      ].join('\n'),
    );
    this.violations = violations;
  }
}
