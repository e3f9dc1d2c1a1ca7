import type { MemoryFinding } from '../processes/memory-watch.ts';
import type { ControlResult } from '../controls/control.ts';
import type { Measure } from '../scenarios/evidence.ts';
import type { ScenarioResult } from '../scenarios/run-scenario.ts';

/** Everything that a rehearsal found out. */
export interface Report {
  /** Name of the platform. */
  readonly platform: string;
  /** Path of the model. */
  readonly model: string;
  readonly cluster: string;
  /**
   * `proven`: every promise was kept, every sabotage noticed, what was delivered is what is generated, and one cluster
   * is known to have needed no more memory than 4 GB.
   */
  readonly outcome: 'proven' | 'broken';
  /** Programs that ran, with the versions of their Go modules. */
  readonly versions: Readonly<Record<string, string>>;
  /** Digests of the repositories as generated and as delivered. */
  readonly digests: readonly RepositoryDigest[];
  /** What a rehearsal can't have as it is on AWS, and what it has instead. */
  readonly differences: readonly Difference[];
  /** Times of the bring-up from nothing. */
  readonly bringUp: readonly Measure[];
  readonly scenarios: readonly ScenarioResult[];
  /** Memory that it needed at most, or why that is not known. */
  readonly memory: MemoryFinding;
  /** What was broken on purpose, and whether it was noticed; none unless it was asked for. */
  readonly controls: readonly ControlResult[];
  /** Milliseconds of the whole rehearsal, builds of programs left out. */
  readonly duration: number;
}

/** One repository, generated and delivered. */
export interface RepositoryDigest {
  readonly repository: string;
  readonly files: number;
  /** SHA-256 over paths and contents of what the generator gives. */
  readonly generated: string;
  /** The same of the first delivered commit. */
  readonly delivered: string;
}

/** Something that is not as on AWS. */
export interface Difference {
  readonly what: string;
  readonly instead: string;
  readonly why: string;
}
