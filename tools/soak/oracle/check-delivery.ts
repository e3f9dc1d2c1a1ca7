import { checkHeld } from './check-held.ts';
import { checkForm } from './check-form.ts';
import { checkMerged } from './check-merged.ts';
import { checkReport } from './check-report.ts';
import { checkValues } from './check-values.ts';
import { expectationOf } from './expectation.ts';
import { pathsOf, same, type Entry } from './snapshot.ts';
import { textOf } from './text.ts';
import { alike, versionsOf, type Transition } from './transition.ts';
import type { Rule, Violation } from './violation.ts';

/**
 * Checks one delivery against what the oracle knows of everyone's changes: path by path, then what holds across paths.
 * Made without any code of the delivery, and by another method: it never merges, it says what a merge must keep.
 */
export function checkDelivery(transition: Transition): readonly Violation[] {
  const { base, before, generated, after } = transition;
  return [
    ...pathsOf(base, before, generated, after).flatMap((path) => checkPath(transition, path)),
    ...checkValues(transition),
    ...checkReport(transition),
  ];
}

function checkPath(transition: Transition, path: string): readonly Violation[] {
  const versions = versionsOf(transition, path);
  const { before, generated, after } = versions;
  const violation = (rule: Rule, detail: string): readonly Violation[] => [{ rule, where: path, detail }];
  const expectation = expectationOf(transition, versions);
  const held = transition.held.filter((item) => item.path === path);
  if (held.length > 0) {
    return [
      ...(same(before, after) ? [] : violation('held-but-changed', change(before, after))),
      ...checkHeld({ transition, versions, expectation, held }),
    ];
  }
  switch (expectation.kind) {
    case 'repository':
      return same(before, after) ? [] : violation('human-change-lost', change(before, after));
    case 'gone':
      return after === undefined
        ? []
        : violation('generated-change-missing', 'the model dropped it, and it is still there');
    case 'held':
      return violation(
        'conflict-not-held',
        `${expectation.why}, and nothing was said: ${change(before, after)}`,
      );
    case 'generated':
      if (alike(generated, after)) return checkForm(versions);
      return violation('generated-change-missing', `${change(before, after)}, not ${excerpt(generated)}`);
    case 'merged':
      return [...checkMerged(versions), ...checkForm(versions)];
  }
}

function change(from: Entry | undefined, to: Entry | undefined): string {
  return same(from, to) ? `it stayed ${excerpt(from)}` : `${excerpt(from)} became ${excerpt(to)}`;
}

function excerpt(entry: Entry | undefined): string {
  if (entry === undefined) return 'nothing';
  const text = textOf(entry.bytes)?.text ?? `${entry.bytes.length} bytes`;
  return `${entry.mode} ${JSON.stringify(text.length > 3_000 ? `${text.slice(0, 3_000)}…` : text)}`;
}
