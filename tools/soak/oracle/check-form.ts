import { textOf } from './text.ts';
import type { Versions } from './transition.ts';
import type { Violation } from './violation.ts';

/** Line ends and mode are the repository's, where people ever changed them. */
export function checkForm({ path, base, before, generated, after }: Versions): readonly Violation[] {
  const problems: Violation[] = [];
  const then = before && textOf(before.bytes);
  const now = after && textOf(after.bytes);
  if (
    then !== undefined &&
    now !== undefined &&
    !then.mixed &&
    then.text.includes('\n') &&
    then.crlf !== now.crlf
  ) {
    problems.push({
      rule: 'human-change-lost',
      where: path,
      detail: `its line ends became ${now.crlf ? 'CRLF' : 'LF'}`,
    });
  }
  const mode = before === undefined || before.mode === base?.mode ? generated?.mode : before.mode;
  if (after !== undefined && mode?.startsWith('100') === true && after.mode !== mode) {
    problems.push({
      rule: 'human-change-lost',
      where: path,
      detail: `its mode should be ${mode}, and is ${after.mode}`,
    });
  }
  return problems;
}
