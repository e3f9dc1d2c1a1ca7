import { script } from '@bomb.sh/tab';
import type { CommandResult } from '../../context.ts';
import { printed } from './printed.ts';
import type { CompletionOptions } from './shells.ts';

/** The script for one shell. It asks `tideway complete` at every TAB, so it never gets out of date. */
export function completion({ shell }: CompletionOptions): CommandResult {
  const text = printed(() => script(shell, 'tideway', 'tideway'));
  return { outcome: 'done', data: { shell, script: text }, text: () => text };
}
