import { InvalidArgumentError } from 'commander';
import { defineCommand } from '../../command.ts';
import { parseRemote } from '../../remote/remote-name.ts';
import type { SyncOptions, Take } from './sync.ts';

/** `tideway sync` */
export const sync = defineCommand<SyncOptions>({
  name: 'sync',
  summary: 'Deliver the repositories: merge what the model says into what is there',
  examples: [
    ['tideway sync', 'all repositories, into local AWS'],
    ['tideway sync microservices-repo --dry-run', 'show what would change in one of them'],
    ['tideway sync --remote aws --via pull-request', 'open pull requests in CodeCommit'],
    ['tideway sync flux-repo --take repository apps/base/x.yaml', 'settle a held file'],
  ],
  declare: (command) =>
    void command
      .argument('[repository...]', 'which repositories (default: all)')
      .option('--platform <file>', 'the model')
      .option('--remote <name>', 'local or aws (default: TIDEWAY_REMOTE, else local)', parseRemote)
      .option('--dry-run', 'push nothing; show the plan')
      .option('--via <way>', 'push or pull-request', parseVia)
      .option('--take <side path...>', 'settle a held file: generated|repository, then its path', collectTake)
      .option(
        '--adopt <side>',
        'a repository with other content: repository keeps it, generated replaces it',
        parseSide,
      ),
  options: (args, flags) => ({
    repositories: args,
    platform: flags['platform'] as string | undefined,
    remote: flags['remote'] as SyncOptions['remote'],
    dryRun: flags['dryRun'] === true,
    via: flags['via'] as SyncOptions['via'],
    take: pairs(flags['take'] as readonly string[] | undefined),
    adopt: flags['adopt'] as SyncOptions['adopt'],
  }),
  run: async (options, context) => (await import('./sync.ts')).sync(options, context),
});

function parseVia(value: string): 'push' | 'pull-request' {
  if (value === 'push' || value === 'pull-request') return value;
  throw new InvalidArgumentError('It is push or pull-request.');
}

function parseSide(value: string): 'generated' | 'repository' {
  if (value === 'generated' || value === 'repository') return value;
  throw new InvalidArgumentError('It is generated or repository.');
}

function collectTake(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

function pairs(words: readonly string[] | undefined): readonly Take[] {
  const taken: Take[] = [];
  let side: Take['side'] | undefined;
  for (const word of words ?? []) {
    if (word === 'generated' || word === 'repository') side = word;
    else if (side === undefined)
      throw new InvalidArgumentError(`--take ${word}: say whose version first: generated or repository.`);
    else taken.push({ side, path: word });
  }
  return taken;
}
