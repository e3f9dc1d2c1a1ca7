import type { Step } from './page-steps.ts';

/** Stands in the output before that of each step, with the number of the step behind it. */
export const stepMark = '\u001e';

/**
 * One bash script of all steps that run, so that `cd` and variables reach from block to block as in a reader's shell. It
 * ends at the first step that does not end as it should.
 */
export function pageScript(steps: readonly Step[]): string {
  return ['set -o pipefail', ...steps.flatMap((step, number) => stepScript(step, number))].join('\n');
}

function stepScript(step: Step, number: number): readonly string[] {
  const mark = String.raw`printf '\036%s\n' ${number}`;
  switch (step.kind) {
    case 'ci':
    case 'template':
    case 'image':
      return [];
    case 'apply':
      return [mark, "git apply --whitespace=nowarn <<'TIDEWAY_DIFF' || exit 1", step.text, 'TIDEWAY_DIFF'];
    case 'run':
      if (step.exitCode === 0) return [mark, 'set -e', step.text, 'set +e'];
      return [
        mark,
        step.text,
        `code=$?; [ $code -eq ${step.exitCode} ] || { echo "exit code $code, not ${step.exitCode}"; exit 1; }`,
      ];
  }
}
