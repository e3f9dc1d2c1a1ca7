import { commentsOf, countProblems, linesOf } from './comments.ts';
import { conflictsOf, fieldProblems, fieldVersions, objectsDiffer, type FieldConflict } from './conflicts.ts';
import { fieldsOf } from './fields.ts';
import { withoutHeld } from './held-values.ts';
import { textOf } from './text.ts';
import type { Versions } from './transition.ts';
import type { Violation } from './violation.ts';

/** Checks a file that both sides changed and that was not held: each side's changes are in it, and nothing else is. */
export function checkMerged(versions: Versions): readonly Violation[] {
  const { path, base, before, generated, after } = versions;
  const texts = [base, before, generated, after].map((entry) =>
    entry === undefined ? undefined : textOf(entry.bytes)?.text,
  );
  const [b, o, n, m] = texts;
  if (b === undefined || o === undefined || n === undefined) {
    return [{ rule: 'conflict-not-held', where: path, detail: 'both sides changed a file that is no text' }];
  }
  if (m === undefined)
    return [{ rule: 'human-change-lost', where: path, detail: 'both sides changed it, and it is gone' }];
  const fields = isYaml(path) ? fieldVersions(b, o, n) : undefined;
  // An object that was renamed on one side may keep the other side's lines: then the lines have to be there.
  if (fields === undefined || objectsDiffer(fields)) {
    return checkLines(path, { base: b, before: o, generated: n, after: m });
  }
  const conflicts = conflictsOf(fields);
  if (conflicts.length > 0) return conflicts.map((conflict) => unheld(path, conflict));
  const merged = fieldsOf(withoutHeld(m));
  if (merged === undefined)
    return [{ rule: 'human-change-lost', where: path, detail: `the merge is no sound YAML: ${m}` }];
  const [base_, before_, generated_, after_] = [b, o, n, m].map(commentsOf) as [
    Counts,
    Counts,
    Counts,
    Counts,
  ];
  const comments = countProblems({
    what: 'comment',
    base: base_,
    before: before_,
    generated: generated_,
    after: after_,
  });
  const text = `\n--- base\n${b}--- repository\n${o}--- generated\n${n}--- after\n${m}`;
  return [...fieldProblems(fields, merged), ...comments].map((detail, index) => ({
    rule: 'human-change-lost' as const,
    where: path,
    detail: index === 0 ? detail + text : detail,
  }));
}

type Counts = ReadonlyMap<string, number>;

/** Whether a file is YAML by its name. */
export function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

function checkLines(
  path: string,
  texts: {
    readonly base: string;
    readonly before: string;
    readonly generated: string;
    readonly after: string;
  },
): readonly Violation[] {
  const [base, before, generated, after] = [texts.base, texts.before, texts.generated, texts.after].map(
    (text) => linesOf(withoutHeld(text)),
  ) as [Counts, Counts, Counts, Counts];
  return countProblems({ what: 'line', base, before, generated, after }).map((detail) => ({
    rule: 'human-change-lost' as const,
    where: path,
    detail,
  }));
}

function unheld(path: string, { field, repository, generator }: FieldConflict): Violation {
  const values = `${JSON.stringify(repository) ?? 'nothing'} in the repository, ${JSON.stringify(generator) ?? 'nothing'} generated`;
  return { rule: 'conflict-not-held', where: path, detail: `both sides changed ${field}: ${values}` };
}
