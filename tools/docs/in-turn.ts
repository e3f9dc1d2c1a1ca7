const lanes: Promise<unknown>[] = [Promise.resolve(), Promise.resolve()];
let next = 0;

/** Does work when its turn comes: two at a time, because two cores are what a small machine has. */
export function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const lane = next++ % lanes.length;
  const done = (lanes[lane] ?? Promise.resolve()).then(work);
  lanes[lane] = done.catch(() => {});
  return done;
}
