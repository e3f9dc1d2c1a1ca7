/** Lines at the same place in all three texts: index in each. */
export interface Anchor {
  readonly base: number;
  readonly ours: number;
  readonly theirs: number;
}

/**
 * Lines that stand exactly once in each of three texts, and in the same order: safe places to cut a merge into small
 * ones (patience diff). Without them, files with thousands of equal lines take minutes to compare.
 */
export function anchorsOf(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): readonly Anchor[] {
  const inOurs = onceIn(ours);
  const inTheirs = onceIn(theirs);
  const shared: Anchor[] = [];
  for (const [line, at] of onceIn(base)) {
    const our = inOurs.get(line);
    const their = inTheirs.get(line);
    if (our !== undefined && their !== undefined) shared.push({ base: at, ours: our, theirs: their });
  }
  const rising = longestRising(shared, (anchor) => anchor.ours);
  return longestRising(rising, (anchor) => anchor.theirs);
}

function onceIn(lines: readonly string[]): Map<string, number> {
  const once = new Map<string, number>();
  const often = new Set<string>();
  for (const [index, line] of lines.entries()) {
    if (often.has(line)) continue;
    if (once.delete(line)) often.add(line);
    else once.set(line, index);
  }
  return once;
}

function longestRising(anchors: readonly Anchor[], at: (anchor: Anchor) => number): readonly Anchor[] {
  const before: (number | undefined)[] = [];
  const ends: number[] = [];
  for (const [index, anchor] of anchors.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const end = anchors[ends[middle] ?? 0];
      if (end !== undefined && at(end) < at(anchor)) low = middle + 1;
      else high = middle;
    }
    before[index] = ends[low - 1];
    ends[low] = index;
  }
  const chain: Anchor[] = [];
  for (let index = ends.at(-1); index !== undefined; index = before[index]) {
    const anchor = anchors[index];
    if (anchor !== undefined) chain.push(anchor);
  }
  return chain.reverse();
}
