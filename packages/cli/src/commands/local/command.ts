import { InvalidArgumentError } from 'commander';
import { type Command, type CommandDefinition, defineCommand } from '../../command.ts';
import type { LocalOptions } from './local-options.ts';

type Definition = CommandDefinition<LocalOptions>;

function local(
  name: string,
  summary: string,
  examples: Definition['examples'],
  load: () => Promise<Definition['run']>,
): Command {
  return defineCommand<LocalOptions>({
    name,
    summary,
    examples,
    declare: (command) => {
      command.option('--platform <file>', 'the model, for its accounts and regions');
      if (name === 'up')
        command.option(
          '--registry <url>',
          'OCI registry on loopback that stands behind ECR; with one, pushes of sources are built',
        );
      if (['builds', 'build', 'logs'].includes(name))
        command.argument('[project]', 'name of a CodeBuild project, as its service is called');
      if (name === 'build') command.option('--source <version>', 'branch, tag or commit (default: main)');
      if (name === 'logs')
        command.option('--number <number>', 'number of the build (default: the newest)', parseNumber);
    },
    options: ([project], flags) => ({
      platform: flags['platform'] as string | undefined,
      registry: flags['registry'] as string | undefined,
      project,
      number: flags['number'] as number | undefined,
      source: flags['source'] as string | undefined,
    }),
    run: async (options, context) => (await load())(options, context),
  });
}

/** `tideway local …` */
export const localCommands: readonly Command[] = [
  local(
    'up',
    'Start local AWS in the background',
    [
      ['tideway local up', 'CodeCommit, Secrets Manager and STS'],
      ['tideway local up --registry http://127.0.0.1:5000', 'and ECR in front of a registry'],
    ],
    async () => (await import('./up.ts')).up,
  ),
  local(
    'down',
    'Stop local AWS; repositories stay',
    [['tideway local down', 'stop it']],
    async () => (await import('./down.ts')).down,
  ),
  local(
    'status',
    'Say whether local AWS runs, and what it holds',
    [['tideway local status', 'exit 0 in any case']],
    async () => (await import('./status.ts')).status,
  ),
  local(
    'env',
    'Print the variables that point a shell at local AWS',
    [['eval "$(tideway local env)"', 'then git clone https://git-codecommit… works']],
    async () => (await import('./env.ts')).env,
  ),
  local(
    'builds',
    'List the builds of CodeBuild on this machine',
    [['tideway local builds front-end', 'those of one project, the newest first']],
    async () => (await import('./builds.ts')).builds,
  ),
  local(
    'build',
    'Build once more, and wait for it',
    [
      ['tideway local build front-end', 'the head of main'],
      ['tideway local build front-end --source topic', 'of another branch; exit 1 if it fails'],
    ],
    async () => (await import('./build.ts')).build,
  ),
  local(
    'logs',
    'Print the log of a build',
    [['tideway local logs front-end --number 3', 'also while it runs, as far as it is']],
    async () => (await import('./logs.ts')).logs,
  ),
  local(
    'reset',
    'Remove local AWS with all its repositories',
    [['tideway local reset', 'start from nothing']],
    async () => (await import('./reset.ts')).reset,
  ),
];

function parseNumber(value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('It is a whole number from 1.');
}
