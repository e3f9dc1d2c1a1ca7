/** What happened, in numbers. */
export interface Statistics {
  runs: number;
  steps: number;
  /** Deliveries that were asked for, refused ones among them. */
  syncs: number;
  /** Deliveries that moved the branch. */
  delivered: number;
  /** Commits of people and robots that moved the branch. */
  pushed: number;
  /** Deliveries that others outran at least once. */
  races: number;
  /** Deliveries that held something. */
  held: number;
  /** Processes that were killed. */
  crashes: number;
}

/** Nothing has happened yet. */
export function noStatistics(): Statistics {
  return { runs: 0, steps: 0, syncs: 0, delivered: 0, pushed: 0, races: 0, held: 0, crashes: 0 };
}

/** Adds numbers to others. */
export function addStatistics(to: Statistics, more: Statistics): void {
  for (const name of Object.keys(to) as (keyof Statistics)[]) to[name] += more[name];
}
