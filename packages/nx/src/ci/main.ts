import { Command } from 'commander';
import { runAffected } from './run-affected.ts';

interface Flags {
  readonly base?: string;
  readonly record?: true;
  readonly dryRun?: true;
}

await new Command('tideway-affected')
  .description(
    'Run targets of what changed since the last green commit; of everything where that is unknown.',
  )
  .argument('<target...>', 'targets, such as lint and test')
  .option('--base <commit>', 'the last green commit (default: the branch tideway/green of origin)')
  .option(
    '--record',
    'when all is well, make the current commit the last green one: push it to tideway/green',
  )
  .option('--dry-run', 'print the tasks, one a line, and run none')
  .addHelpText(
    'after',
    `
Examples:
  $ tideway-affected lint typecheck test           # before a push
  $ tideway-affected --record lint typecheck test  # on the main branch in CI

Exit codes: 0 fine, 1 a failed task, 2 wrong use.`,
  )
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(async (targets: string[], { base, record, dryRun }: Flags) => {
    process.exitCode = await runAffected({
      cwd: process.cwd(),
      targets,
      base,
      record: record === true,
      dryRun: dryRun === true,
    });
  })
  .parseAsync();
