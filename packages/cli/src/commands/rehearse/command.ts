import { InvalidArgumentError } from 'commander';
import { defineCommand } from '../../command.ts';
import type { RehearseCommandOptions } from './rehearse.ts';

/** `tideway rehearse` */
export const rehearse = defineCommand<RehearseCommandOptions>({
  name: 'rehearse',
  summary: 'Prove the whole loop on this machine, with a real Kubernetes API and the real Flux',
  examples: [
    ['tideway rehearse', 'all scenarios; builds Kubernetes and Flux the first time'],
    ['tideway rehearse --only drift-is-corrected', 'one of them'],
    ['tideway rehearse --only story', 'a group of them: from a push to the page that it changes'],
    ['tideway rehearse --list', 'what the scenarios promise'],
    ['tideway rehearse --controls', 'whether the scenarios would notice'],
    ['tideway rehearse --keep', 'leave everything running and look around'],
    ['tideway rehearse down', 'end what was left running'],
  ],
  declare: (command) =>
    void command
      .argument('[action]', 'down: end what --keep left running', parseAction)
      .option('--platform <file>', 'the model')
      .option('--only <scenario...>', 'only these scenarios, or groups of them')
      .option('--list', 'list the scenarios and what they promise; start nothing')
      .option('--controls', 'break one thing after the other on purpose, and see that its scenario notices')
      .option('--races <count>', 'how often robot and sync push at the same time (default: 20)', parseCount)
      .option('--keep', 'leave everything running, and say how to use it'),
  options: ([action], flags) => ({
    action: action === 'down' ? 'down' : flags['list'] === true ? 'list' : 'run',
    platform: flags['platform'] as string | undefined,
    only: (flags['only'] as readonly string[] | undefined) ?? [],
    controls: flags['controls'] === true,
    races: flags['races'] as number | undefined,
    keep: flags['keep'] === true,
  }),
  run: async (options, context) => (await import('./rehearse.ts')).rehearseCommand(options, context),
});

function parseCount(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError('It is a whole number from 1.');
}

function parseAction(value: string): string {
  if (value === 'down') return value;
  throw new InvalidArgumentError('It is down, or nothing.');
}
