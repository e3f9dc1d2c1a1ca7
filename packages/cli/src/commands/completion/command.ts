import { InvalidArgumentError } from 'commander';
import { defineCommand } from '../../command.ts';
import { type CompletionOptions, type Shell, shells } from './shells.ts';

/** `tideway completion` */
export const completion = defineCommand<CompletionOptions>({
  name: 'completion',
  summary: 'Print a script that lets a shell complete commands and options',
  examples: [
    ['source <(tideway completion bash)', 'in ~/.bashrc; zsh likewise'],
    ['tideway completion fish | source', 'in ~/.config/fish/config.fish'],
  ],
  declare: (command) =>
    void command.argument('<shell>', shells.join(', '), (value: string): string => {
      if (shells.includes(value as Shell)) return value;
      throw new InvalidArgumentError(`It is ${shells.join(', ')}.`);
    }),
  options: ([shell]) => ({ shell: shell as Shell }),
  run: async (options) => (await import('./completion.ts')).completion(options),
});
