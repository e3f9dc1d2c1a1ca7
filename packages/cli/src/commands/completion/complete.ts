import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { printed } from './printed.ts';

/**
 * Answers a shell: what may come next behind the words so far, the last of which may be unfinished or empty. One line
 * for each, then a line with what the shell shall do with them.
 */
export function complete(program: Command, words: readonly string[]): string {
  // The library adds a command for its scripts; ours is `completion`.
  const scripts = 'completion-script';
  const root = tab(program, { completionCommandName: scripts });
  return printed(() => root.parse([...words]))
    .split('\n')
    .filter((line) => !line.startsWith(scripts))
    .join('\n');
}
