import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What every part of the benchmark is given. */
export interface Stage {
  /** Root of this repository. */
  readonly root: string;
  /** Empty folder for all of its files; removed at the end. */
  readonly folder: string;
  /** Measured runs of each contender. */
  readonly runs: number;
  /** Says what is going on. */
  readonly say: (text: string) => void;
  /** Ends it early. */
  readonly signal: AbortSignal;
}

/** Gives a new temporary folder to the work and removes it afterwards, whatever happens. */
export async function inTemporaryFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'tideway-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
