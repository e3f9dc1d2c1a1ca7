import type { Clash, Plan } from './plan';

/** Text of a diff from what stands in the repository to what the template makes. */
export type DiffOf = (path: string) => readonly string[];

/** Why nothing was written: files that somebody edited, each with its difference, and the ways out. */
export function explainClashes(clashes: readonly Clash[], diffOf: DiffOf): string {
  return [
    ...clashes.flatMap(({ path }) => [`${path} (- yours, + the template's)`, ...diffOf(path), '']),
    `${count(clashes.length, 'file')} of the template ${clashes.length === 1 ? 'was' : 'were'} edited by hand, see above. Nothing was written.`,
    'To keep an edit: say it in .projenrc.ts, then delete the file.',
    'To drop it: delete the file. Then run npx projen again.',
  ].join('\n');
}

/** What a check found that is not as the template makes it, each with its difference. */
export function explainDrift(plan: Plan, diffOf: DiffOf): string {
  const differing = [...plan.write.keys(), ...plan.clashes.map(({ path }) => path)].sort();
  return [
    ...differing.flatMap((path) => [`${path} (- found, + the template's)`, ...diffOf(path), '']),
    ...plan.remove.map((path) => `${path}: the template no longer makes it`),
    `${count(differing.length + plan.remove.length, 'file')} not as .projenrc.ts makes them. Run npx projen and commit what it writes.`,
  ].join('\n');
}

/** What a run did, a line each. */
export function explainDone(plan: Plan): string {
  const lines = [
    ...[...plan.write.keys()].map((path) => `written  ${path}`),
    ...plan.remove.map((path) => `removed  ${path}`),
    ...plan.released.map(
      (path) => `yours    ${path}: the template no longer makes it; it was edited, so it stays`,
    ),
  ];
  return lines.length === 0 ? 'Nothing to do: all files are as .projenrc.ts makes them.' : lines.join('\n');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
