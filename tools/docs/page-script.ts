import type { Code } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { visit } from 'unist-util-visit';

/** One fenced block of a page that a reader would act on. */
export interface Step {
  /** Line of the page where the block starts. */
  readonly line: number;
  /** `run`: shell commands. `apply`: a diff to apply. `ci`: commands that `.ci/run` must contain. */
  readonly kind: 'run' | 'apply' | 'ci';
  readonly text: string;
  /** Exit code that the block's last command must end with. */
  readonly exitCode: number;
}

/**
 * The steps of a page, in its order: ` ```sh ` blocks, ` ```sh exit=1 ` where a failure is the point, ` ```sh ci ` for
 * what CI runs on a whole checkout, and ` ```diff ` blocks as changes to the reader's files.
 */
export function readSteps(markdown: string): readonly Step[] {
  const steps: Step[] = [];
  visit(fromMarkdown(markdown), 'code', (block: Code) => {
    const line = block.position?.start.line ?? 0;
    if (block.lang === 'diff') steps.push({ line, kind: 'apply', text: block.value, exitCode: 0 });
    if (block.lang !== 'sh') return;
    const words = (block.meta ?? '').split(' ');
    const exit = words.find((word) => word.startsWith('exit='));
    steps.push({
      line,
      kind: words.includes('ci') ? 'ci' : 'run',
      text: block.value,
      exitCode: exit === undefined ? 0 : Number(exit.slice('exit='.length)),
    });
  });
  return steps;
}

/** One bash script of all steps that run, so that `cd` and variables reach from block to block as in a reader's shell. */
export function pageScript(page: string, steps: readonly Step[]): string {
  const body = steps.filter(({ kind }) => kind !== 'ci').map((step) => stepScript(page, step));
  return ['set -uo pipefail', ...body].join('\n');
}

function stepScript(page: string, step: Step): string {
  const where = `${page}:${step.line}`;
  if (step.kind === 'apply') {
    return `git apply --whitespace=nowarn <<'TIDEWAY_DIFF' || { echo "${where}: the diff does not apply" >&2; exit 1; }\n${step.text}\nTIDEWAY_DIFF`;
  }
  const lines = step.exitCode === 0 ? `set -e\n${step.text}\nset +e` : step.text;
  return [
    `echo "--- ${where}" >&2`,
    lines,
    ...(step.exitCode === 0
      ? []
      : [`code=$?; [ $code -eq ${step.exitCode} ] || { echo "${where}: exit code $code, not ${step.exitCode}" >&2; exit 1; }`]),
  ].join('\n');
}
