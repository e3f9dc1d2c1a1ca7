import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import {
  type BuildFacts,
  problemsOf,
  type ProvenanceStatement,
  statementFile,
  statementOf,
} from './statement.ts';

interface Flags {
  readonly check?: true;
}

await new Command('tideway-provenance')
  .description('Write down what packed files were built from, or check that they are still those.')
  .argument('<folder>', 'folder of the packed files, such as .tideway/packed')
  .option('--check', `compare with ${statementFile}; exit 1 where a file differs`)
  .addHelpText(
    'after',
    `
Examples:
  $ tideway-provenance .tideway/packed          # writes .tideway/packed/${statementFile}
  $ tideway-provenance --check .tideway/packed  # before it is published

Exit codes: 0 fine, 1 a file differs, 2 wrong use.`,
  )
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action((folder: string, { check }: Flags) => {
    process.exitCode = check === true ? compare(folder) : write(folder);
  })
  .parseAsync();

function write(folder: string): number {
  const statement = statementOf(folder, factsOf(process.env));
  if (statement.subject.length === 0) return fail(`${folder} holds no packed file. Pack first.`, 2);
  writeFileSync(join(folder, statementFile), `${JSON.stringify(statement, undefined, 2)}\n`);
  process.stdout.write(`${statement.subject.length} packed files are in ${join(folder, statementFile)}.\n`);
  return 0;
}

function compare(folder: string): number {
  const file = join(folder, statementFile);
  if (!existsSync(file))
    return fail(`${file} is missing: nobody says where these files come from. Pack again.`, 2);
  const statement = JSON.parse(readFileSync(file, 'utf8')) as ProvenanceStatement;
  const problems = problemsOf(folder, statement);
  if (problems.length > 0)
    return fail(`${folder}:\n${problems.map((problem) => `  ${problem}\n`).join('')}Pack again.`, 1);
  process.stdout.write(`${statement.subject.length} packed files are what was built.\n`);
  return 0;
}

function fail(message: string, code: number): number {
  process.stderr.write(`${message}\n`);
  return code;
}

/** From CodeBuild's variables; where it is another machine, from Git. */
function factsOf(environment: NodeJS.ProcessEnv): BuildFacts {
  const invocation = environment['CODEBUILD_BUILD_ARN'];
  return {
    repository: environment['CODEBUILD_SOURCE_REPO_URL'] ?? git('remote', 'get-url', 'origin') ?? 'unknown',
    commit: environment['CODEBUILD_RESOLVED_SOURCE_VERSION'] ?? git('rev-parse', 'HEAD') ?? 'unknown',
    // arn:aws:codebuild:<region>:<account>:build/<project>:<id>
    builder: invocation?.replace(/:[^:]*$/, '').replace(':build/', ':project/') ?? 'local',
    invocation: invocation ?? 'local',
  };
}

function git(...args: readonly string[]): string | undefined {
  try {
    const stdio = ['ignore', 'pipe', 'ignore'] as const;
    return execFileSync('git', [...args], { encoding: 'utf8', stdio: [...stdio], timeout: 10_000 }).trim();
  } catch {
    return undefined;
  }
}
