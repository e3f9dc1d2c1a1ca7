import { defineCommand } from '../../command.ts';
import { parseRemote } from '../../remote/remote-name.ts';
import type { PullCommandOptions } from './pull.ts';

/** `tideway pull` */
export const pull = defineCommand<PullCommandOptions>({
  name: 'pull',
  summary: 'Bring what a team committed to its sources back into the folder that they come from',
  examples: [
    [
      'tideway pull app-repo',
      'merge it into the folder; exit 1 if something clashes, and nothing is written',
    ],
    ['tideway pull app-repo --dry-run', 'show the change as a patch'],
    ['tideway pull app-repo --markers', 'write what clashes with conflict markers, as git does'],
    ['tideway pull app-repo --remote aws', 'from CodeCommit on AWS'],
  ],
  declare: (command) =>
    void command
      .argument('<repository>', 'a repository that is made from a folder of sources')
      .option('--platform <file>', 'the model')
      .option('--remote <name>', 'local or aws (default: TIDEWAY_REMOTE, else local)', parseRemote)
      .option('--dry-run', 'write nothing; show the patch')
      .option('--markers', 'write both sides of what clashes, with conflict markers'),
  options: ([repository = ''], flags) => ({
    repository,
    platform: flags['platform'] as string | undefined,
    remote: flags['remote'] as PullCommandOptions['remote'],
    dryRun: flags['dryRun'] === true,
    markers: flags['markers'] === true,
  }),
  run: async (options, context) => (await import('./pull.ts')).pullCommand(options, context),
});
