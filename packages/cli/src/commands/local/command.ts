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
        command.option('--registry <url>', 'OCI registry on loopback that stands behind ECR');
    },
    options: (_args, flags) => ({
      platform: flags['platform'] as string | undefined,
      registry: flags['registry'] as string | undefined,
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
      ['tideway local up', 'CodeCommit and STS'],
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
    'reset',
    'Remove local AWS with all its repositories',
    [['tideway local reset', 'start from nothing']],
    async () => (await import('./reset.ts')).reset,
  ),
];
