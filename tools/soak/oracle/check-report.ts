import { pathsOf, same } from './snapshot.ts';
import type { Transition } from './transition.ts';
import type { Violation } from './violation.ts';

const writing = new Set(['added', 'updated', 'merged', 'removed']);

/** Checks that the report names exactly the files that the delivery changed. */
export function checkReport({ before, after, changes }: Transition): readonly Violation[] {
  const told = new Map(changes.filter(({ kind }) => writing.has(kind)).map(({ path, kind }) => [path, kind]));
  const problems: Violation[] = [];
  for (const path of pathsOf(before, after)) {
    const differs = !same(before.get(path), after.get(path));
    const kind = told.get(path);
    told.delete(path);
    const right = !differs
      ? undefined
      : !before.has(path)
        ? 'added'
        : !after.has(path)
          ? 'removed'
          : 'updated';
    const plausible = kind === right || (right === 'updated' && kind === 'merged');
    if (!plausible) {
      problems.push({
        rule: 'report-wrong',
        where: path,
        detail: `it was ${right ?? 'not changed'}, and is told as ${kind ?? 'nothing'}`,
      });
    }
  }
  for (const [path, kind] of told)
    problems.push({ rule: 'report-wrong', where: path, detail: `told as ${kind}, and not there` });
  return problems;
}
