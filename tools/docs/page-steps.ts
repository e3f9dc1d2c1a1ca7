import type { Code, Nodes, Parents } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { visit } from 'unist-util-visit';

/** One fenced block of a page that a reader would act on. */
export interface Step {
  /** Line of the page where the block starts. */
  readonly line: number;
  /**
   * `run`: shell commands. `apply`: a diff to apply. `ci`: commands that `.ci/run` must contain. `template`: commands
   * that need packages of Tideway in a registry, `image`: commands that need buildah; system tests run both.
   */
  readonly kind: 'run' | 'apply' | 'ci' | 'template' | 'image';
  readonly text: string;
  /** Exit code that the block must end with. */
  readonly exitCode: number;
  /** What the page says that the block prints, with `…` for what differs from run to run. */
  readonly prints?: string;
}

/** Kinds of steps that a reader's checkout can't do. */
export const elsewhere = ['ci', 'template', 'image'] as const;

/**
 * The steps of a page, in its order: ` ```sh ` blocks, ` ```sh exit=1 ` where a failure is the point, ` ```sh ci ` for
 * what CI runs on a whole checkout, ` ```sh template ` for what needs a registry, ` ```sh image ` for what needs buildah, and
 * ` ```diff ` blocks as changes to the reader's files. A ` ```text ` or ` ```json `
 * block right after a block that runs is what it prints; a paragraph that ends with a colon may stand between.
 */
export function readSteps(markdown: string): readonly Step[] {
  const steps: Step[] = [];
  visit(fromMarkdown(markdown), 'code', (block: Code, index, parent) => {
    const line = block.position?.start.line ?? 0;
    if (block.lang === 'diff') steps.push({ line, kind: 'apply', text: block.value, exitCode: 0 });
    if (block.lang !== 'sh') return;
    const words = (block.meta ?? '').split(' ');
    const exit = words.find((word) => word.startsWith('exit='));
    const prints = outputAfter(index ?? 0, parent);
    steps.push({
      line,
      kind: elsewhere.find((kind) => words.includes(kind)) ?? 'run',
      text: block.value,
      exitCode: exit === undefined ? 0 : Number(exit.slice('exit='.length)),
      ...(prints === undefined ? {} : { prints }),
    });
  });
  return steps;
}

function outputAfter(index: number, parent: Parents | undefined): string | undefined {
  const [first, second] = parent?.children.slice(index + 1, index + 3) ?? [];
  const output = first !== undefined && announces(first) ? second : first;
  return output?.type === 'code' && /^(text|json)$/.test(output.lang ?? '') ? output.value : undefined;
}

function announces(node: Nodes): boolean {
  if (node.type !== 'paragraph') return false;
  const last = node.children.at(-1);
  return last?.type === 'text' && last.value.endsWith(':');
}
