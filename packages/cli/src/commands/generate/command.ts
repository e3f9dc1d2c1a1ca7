import { defineCommand } from '../../command.ts';
import type { GenerateOptions } from './generate.ts';

/** `tideway generate` */
export const generate = defineCommand<GenerateOptions>({
  name: 'generate',
  summary: 'Write the repositories that the model describes into a folder',
  examples: [
    ['tideway generate', 'into .tideway/generated'],
    ['tideway generate --out build/repositories', 'into a folder of your own'],
    ['tideway generate --check', 'exit 1 and a diff when the folder is not what the model says'],
  ],
  declare: (command) =>
    void command
      .option('--platform <file>', 'the model', undefined)
      .option('--out <folder>', 'where to write, one folder per repository (default: .tideway/generated)')
      .option('--check', 'write nothing; exit 1 and show a diff when the folder differs')
      .option('--dry-run', 'write nothing; list what would be written'),
  options: (_args, flags) => ({
    platform: flags['platform'] as string | undefined,
    out: flags['out'] as string | undefined,
    check: flags['check'] === true,
    dryRun: flags['dryRun'] === true,
  }),
  run: async (options, context) => (await import('./generate.ts')).generate(options, context),
});
