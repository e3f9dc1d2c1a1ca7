import type { Delivery } from '@tideway/delivery';
import { checkDelivery } from '../oracle/check-delivery.ts';
import type { Snapshot } from '../oracle/snapshot.ts';
import { nextBase, type Transition } from '../oracle/transition.ts';
import { Violated, type Violation } from '../oracle/violation.ts';
import type { BareRepository } from './bare-repository.ts';

/** A delivery that said what it did. */
export interface Made {
  readonly result: Delivery;
  readonly generated: Snapshot;
  readonly take: Transition['take'];
}

interface Landing {
  readonly before: string | undefined;
  readonly who: string;
  readonly made?: Made;
  /** Whether somebody merged it in their own way: what Git made of it is theirs. */
  readonly merged?: boolean;
}

/** What the ledger needs. */
export interface LedgerOptions {
  readonly bare: BareRepository;
  /** More checks of one delivery. @default none */
  readonly alsoCheck?: (transition: Transition) => Promise<readonly Violation[]>;
}

/**
 * Who moved the branch, from where to where. Every commit that the branch ever stood at must be in it, in one chain:
 * that is how lost and rewritten history shows. Each delivery is checked on the tree that it really landed on.
 */
export class Ledger {
  readonly #options: LedgerOptions;
  readonly #landings = new Map<string, Landing>();
  readonly #waiting = new Set<string>();
  #unpushed: Made[] = [];
  #head: string | undefined;
  #base: Snapshot = new Map();
  #lastDelivery: string | undefined;

  constructor(options: LedgerOptions) {
    this.#options = options;
  }

  /** What the generator gave when each path was last delivered. */
  get base(): Snapshot {
    return this.#base;
  }

  /** Where the branch stood when it was last checked. */
  get head(): string | undefined {
    return this.#head;
  }

  /** The newest delivery's commit. */
  get lastDelivery(): string | undefined {
    return this.#lastDelivery;
  }

  /** Somebody pushed a commit. */
  landed(commit: string, before: string | undefined, who: string): void {
    this.#landings.set(commit, { before, who });
    this.#waiting.add(commit);
  }

  /** A delivery said what it did. */
  delivered(made: Made): void {
    const { after, before, pushed } = made.result;
    if (pushed && after !== undefined) {
      this.#landings.set(after, { before, who: 'tideway', made });
      this.#waiting.add(after);
    } else {
      this.#unpushed.push(made);
    }
  }

  /** Somebody merged what a delivery proposed, and pushed that. */
  proposalMerged(commit: string, before: string, made: Made): void {
    this.#landings.set(commit, { before, who: 'people', made, merged: true });
    this.#waiting.add(commit);
  }

  /**
   * Checks a proposal as if it had landed.
   *
   * @throws {Violated}
   */
  async proposed(made: Made): Promise<void> {
    const violations = await this.#check(made, this.#head, made.result.after);
    if (violations.length > 0) throw new Violated(violations);
  }

  /**
   * Follows the branch to where it stands now and checks every delivery on the way.
   *
   * @throws {Violated}
   */
  async catchUp(): Promise<void> {
    const violations: Violation[] = [];
    const now = this.#options.bare.head();
    violations.push(...(await this.#checkUnpushed()));
    for (const [commit, landing] of this.#chain(now)) {
      const { before, made, merged = false } = landing;
      this.#waiting.delete(commit);
      const [first] = await this.#options.bare.parents(commit);
      if (made !== undefined) {
        if (!merged && before !== undefined && first !== before) {
          violations.push(
            rewritten(commit, `its first parent is ${first ?? 'none'}, and it landed on ${before}`),
          );
        }
        if (!merged) violations.push(...(await this.#check(made, before, commit)));
        this.#base = nextBase({ base: this.#base, generated: made.generated, held: made.result.held });
        if (!merged) this.#lastDelivery = commit;
      }
      this.#head = commit;
      violations.push(...(await this.#checkUnpushed()));
    }
    for (const commit of this.#waiting)
      violations.push(rewritten(commit, 'it was pushed, and main does not have it'));
    for (const { result } of this.#unpushed) {
      violations.push({
        rule: 'report-wrong',
        where: 'main',
        detail: `${result.outcome} at ${result.after ?? 'nothing'}, where main never was`,
      });
    }
    if (violations.length > 0) throw new Violated(violations);
  }

  #chain(now: string | undefined): readonly (readonly [string, Landing])[] {
    const chain: (readonly [string, Landing])[] = [];
    for (let at = now; at !== this.#head;) {
      const landing = at === undefined ? undefined : this.#landings.get(at);
      if (at === undefined || landing === undefined || chain.length > this.#landings.size) {
        throw new Violated([
          rewritten(
            at ?? 'main',
            `nobody says to have pushed it, and ${this.#head ?? 'nothing'} was there before`,
          ),
        ]);
      }
      chain.unshift([at, landing]);
      at = landing.before;
    }
    return chain;
  }

  async #checkUnpushed(): Promise<readonly Violation[]> {
    const here = this.#unpushed.filter(({ result }) => result.after === this.#head);
    this.#unpushed = this.#unpushed.filter((made) => !here.includes(made));
    const violations = await Promise.all(here.map((made) => this.#check(made, this.#head, this.#head)));
    return violations.flat();
  }

  async #check(
    { result, generated, take }: Made,
    from: string | undefined,
    to: string | undefined,
  ): Promise<readonly Violation[]> {
    const { bare, alsoCheck } = this.#options;
    const { held, changes, ownership } = result;
    const [before, after] = [await bare.snapshot(from), await bare.snapshot(to)];
    const transition = { base: this.#base, before, generated, after, held, changes, ownership, take };
    return [
      ...checkDelivery(transition),
      ...outcomeProblems(result),
      ...((await alsoCheck?.(transition)) ?? []),
    ];
  }
}

function outcomeProblems({ outcome, held, pushed, before, after }: Delivery): readonly Violation[] {
  const problem = (detail: string): readonly Violation[] => [
    { rule: 'report-wrong', where: 'outcome', detail },
  ];
  if ((outcome === 'held') !== held.length > 0) return problem(`${outcome}, and ${held.length} held`);
  if (outcome === 'proposed') return [];
  if (!pushed && before !== after)
    return problem(`nothing was pushed, and ${before ?? 'nothing'} became ${after ?? 'nothing'}`);
  if (pushed && (outcome === 'unchanged' || before === after))
    return problem(`${outcome}, and something was pushed`);
  return [];
}

function rewritten(where: string, detail: string): Violation {
  return { rule: 'history-rewritten', where, detail };
}
