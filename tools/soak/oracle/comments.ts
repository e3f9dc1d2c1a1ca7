/** Comments of a YAML file and how often each stands there; markers are no comments. */
export function commentsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of text.split('\n')) {
    const comment = /(?:^|\s)#(?!\s*\{")(.*)$/.exec(withoutQuoted(line))?.[1]?.trim();
    if (comment !== undefined && comment !== '') counts.set(comment, (counts.get(comment) ?? 0) + 1);
  }
  return counts;
}

/** Lines of a text and how often each stands there. */
export function linesOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of text.split('\n')) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

/** What a three-way merge of counted things lost or brought back, in sentences. */
export function countProblems(counts: {
  readonly what: string;
  readonly base: ReadonlyMap<string, number>;
  readonly before: ReadonlyMap<string, number>;
  readonly generated: ReadonlyMap<string, number>;
  readonly after: ReadonlyMap<string, number>;
}): readonly string[] {
  const { what, base, before, generated, after } = counts;
  const problems: string[] = [];
  for (const item of new Set([...base.keys(), ...before.keys(), ...generated.keys(), ...after.keys()])) {
    const [b, o, n, m] = [base, before, generated, after].map((map) => map.get(item) ?? 0) as [
      number,
      number,
      number,
      number,
    ];
    const lowest = Math.min(o, n, o + n - b);
    const highest = Math.max(o, n, o + n - b);
    const wrong = o === b ? m !== n : n === b ? m !== o : m < lowest || m > highest;
    if (wrong)
      problems.push(
        `${what} ${JSON.stringify(item)}: ${b} times in the base, ${o} in the repository, ${n} generated, now ${m}`,
      );
  }
  return problems;
}

function withoutQuoted(line: string): string {
  return line.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, (quoted) =>
    line.trimStart().startsWith('#') ? quoted : '""',
  );
}
