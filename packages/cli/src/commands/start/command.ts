import { defineCommand } from '../../command.ts';
import type { StartOptions } from './start.ts';

/** `tideway start` */
export const start = defineCommand<StartOptions>({
  name: 'start',
  summary: 'Generate, validate and deliver into local AWS, and show the result',
  examples: [['tideway start', 'the whole way once; run it again and nothing changes']],
  declare: (command) => void command.option('--platform <file>', 'the model'),
  options: (_args, flags) => ({ platform: flags['platform'] as string | undefined }),
  run: async (options, context) => (await import('./start.ts')).start(options, context),
});
