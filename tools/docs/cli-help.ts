import type { Code } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { x } from 'tinyexec';
import { visit } from 'unist-util-visit';

/** What `--help` prints, by the command line that asks for it, such as `tideway sync --help`. */
export type HelpTexts = ReadonlyMap<string, string>;

/** Asks the command, and every command that it names, for help. */
export async function readHelp(repository: string): Promise<HelpTexts> {
  const texts = new Map<string, string>();
  await ask([]);
  return texts;

  async function ask(command: readonly string[]): Promise<void> {
    const { stdout } = await x(process.execPath, ['packages/cli/bin/tideway.mjs', ...command, '--help'], {
      throwOnError: true,
      timeout: 30_000,
      nodeOptions: { cwd: repository },
    });
    texts.set(['tideway', ...command, '--help'].join(' '), stdout.trimEnd());
    const [, list = ''] = stdout.split('\nCommands:\n');
    const [lines = ''] = list.split('\n\n');
    for (const [, name] of lines.matchAll(/^ {2}([a-z]+)/gm))
      if (name !== undefined) await ask([...command, name]);
  }
}

/** The page with each ` ```text tideway … --help ` block as the command prints it. */
export function withHelp(markdown: string, help: HelpTexts): string {
  const lines = markdown.split('\n');
  for (const { command, first, last } of helpBlocks(markdown).reverse()) {
    const text = help.get(command) ?? `There is no such command: ${command}`;
    lines.splice(first, last - first, ...text.split('\n'));
  }
  return lines.join('\n');
}

/** Command lines whose help the page has. */
export function commandsShown(markdown: string): readonly string[] {
  return helpBlocks(markdown).map(({ command }) => command);
}

/** Help blocks in their order: lines from `first` up to, and without, `last` are their content. */
function helpBlocks(markdown: string): { command: string; first: number; last: number }[] {
  const blocks: { command: string; first: number; last: number }[] = [];
  visit(fromMarkdown(markdown), 'code', ({ lang, meta, position }: Code) => {
    if (lang !== 'text' || meta?.endsWith('--help') !== true || position === undefined) return;
    blocks.push({ command: meta, first: position.start.line, last: position.end.line - 1 });
  });
  return blocks;
}
