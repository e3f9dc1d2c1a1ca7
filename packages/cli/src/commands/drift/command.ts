import { defineCommand } from '../../command.ts';
import { parseRemote } from '../../remote/remote-name.ts';
import type { DriftOptions } from './drift.ts';

/** `tideway drift` */
export const drift = defineCommand<DriftOptions>({
  name: 'drift',
  summary: 'Compare the model with the repositories, without changing either',
  examples: [
    ['tideway drift', 'all repositories in local AWS; exit 1 if any differs'],
    ['tideway drift flux-repo --json', 'one of them, for programs'],
    ['tideway drift --remote aws', 'the repositories in CodeCommit'],
  ],
  declare: (command) =>
    void command
      .argument('[repository...]', 'which repositories (default: all)')
      .option('--platform <file>', 'the model')
      .option('--remote <name>', 'local or aws (default: TIDEWAY_REMOTE, else local)', parseRemote),
  options: (args, flags) => ({
    repositories: args,
    platform: flags['platform'] as string | undefined,
    remote: flags['remote'] as DriftOptions['remote'],
  }),
  run: async (options, context) => (await import('./drift.ts')).drift(options, context),
});
