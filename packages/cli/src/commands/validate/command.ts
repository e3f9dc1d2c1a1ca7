import { defineCommand } from '../../command.ts';
import type { ValidateOptions } from './validate.ts';

/** `tideway validate` */
export const validate = defineCommand<ValidateOptions>({
  name: 'validate',
  summary: 'Render every overlay and check it against schemas and rules',
  examples: [
    ['tideway validate', 'what the model describes'],
    ['tideway validate --sarif findings.sarif', 'and a SARIF file for code review'],
    ['tideway validate --dir clones', 'folders on disk, one per repository, instead of the model'],
  ],
  declare: (command) =>
    void command
      .option('--platform <file>', 'the model')
      .option('--dir <folder>', 'check the repositories in this folder, as they are on disk')
      .option('--sarif <file>', 'also write the findings as SARIF 2.1.0'),
  options: (_args, flags) => ({
    platform: flags['platform'] as string | undefined,
    dir: flags['dir'] as string | undefined,
    sarif: flags['sarif'] as string | undefined,
  }),
  run: async (options, context) => (await import('./validate.ts')).validate(options, context),
});
