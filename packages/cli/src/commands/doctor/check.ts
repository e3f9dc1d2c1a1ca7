import type { Context } from '../../context.ts';
import type { RemoteName } from '../../remote/remote-name.ts';

/** What a check found. */
export interface Diagnosis {
  /** `fine`; `wrong`: it does not do; `skipped`: it was not looked at, and `found` says why. */
  readonly state: 'fine' | 'wrong' | 'skipped';
  /** What is there, such as `git 2.39.5`. */
  readonly found: string;
  /** How to mend it, where it is wrong. */
  readonly fix?: string;
}

/** What all checks are told. */
export interface Patient {
  readonly context: Context;
  /** Where repositories are delivered to. */
  readonly remote: RemoteName;
  /** Path of the model. @default the only platform.ts around */
  readonly platform: string | undefined;
}

/** One thing that Tideway lives on. */
export interface Check {
  /** Stable, for `--json`, such as `git`. */
  readonly name: string;
  /** What stops working without it; needed always if left out. */
  readonly onlyFor?: string;
  /** Looks; never throws for what it looks for. */
  readonly look: (patient: Patient) => Promise<Diagnosis>;
}

/** Says that something does not do, and how to mend it. */
export function wrong(found: string, fix: string): Diagnosis {
  return { state: 'wrong', found, fix };
}
