import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalAwsConnection } from '../options.ts';
import { gitPassword } from '../signature/git-password.ts';
import { formatTime } from '../signature/signing-time.ts';
import type { RunResult } from './run.ts';
import { run } from './run.ts';
import { cleanEnvironment } from './scratch.ts';

/** Who uses git, and on what. */
export interface GitClientOptions {
  readonly aws: Pick<LocalAwsConnection, 'environment' | 'credentials'>;
  /** Folder that relative paths start from. */
  readonly folder: string;
  /** More variables, over those of the shell. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Repositories that tests use. */
const REPOSITORIES = ['flux-repo', 'app-repo', 'other-repo'];

/** Variables that make git send ready passwords, which saves asking a helper for one each time. */
export function withPassword(aws: Pick<LocalAwsConnection, 'credentials'>): Record<string, string> {
  const settings = REPOSITORIES.flatMap((name, index) => {
    const password = passwordFor(aws, { path: `/v1/repos/${name}` });
    const login = Buffer.from(`${aws.credentials.accessKeyId}:${password}`).toString('base64');
    return [
      [`GIT_CONFIG_KEY_${index}`, `http.${repositoryUrl(name)}.extraHeader`],
      [`GIT_CONFIG_VALUE_${index}`, `Authorization: Basic ${login}`],
    ];
  });
  return {
    GIT_CONFIG_COUNT: String(REPOSITORIES.length),
    ...(Object.fromEntries(settings) as Record<string, string>),
  };
}

/** Real git in a shell where the variables of local AWS are set. */
export class GitClient {
  readonly #options: GitClientOptions;

  constructor(options: GitClientOptions) {
    this.#options = options;
  }

  /** Runs git and gives its outcome, failed or not. */
  run(...gitArguments: readonly string[]): Promise<RunResult> {
    const { aws, folder, environment } = this.#options;
    return run({
      program: 'git',
      arguments: gitArguments,
      cwd: folder,
      environment: cleanEnvironment({ ...aws.environment, ...environment }),
    });
  }

  /** Runs git and gives what it printed; fails the test if git fails. */
  async ok(...gitArguments: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(...gitArguments);
    if (code !== 0) throw new Error(`git ${gitArguments.join(' ')}: ${stderr}`);
    return stdout.trim();
  }

  /** Clones a repository and gives a client in the clone. */
  async clone(repository: string, into: string, ...options: readonly string[]): Promise<GitClient> {
    await this.ok('clone', '--quiet', ...options, repositoryUrl(repository), into);
    return this.in(into);
  }

  /** The same client in a folder below. */
  in(folder: string): GitClient {
    return new GitClient({ ...this.#options, folder: join(this.#options.folder, folder) });
  }

  /** Writes a file and commits it. @returns The commit. */
  async commit(file: string, content: string): Promise<string> {
    await writeFile(join(this.#options.folder, file), content);
    await this.ok('add', file);
    await this.ok('commit', '--quiet', '-m', `Write ${file}`);
    return await this.ok('rev-parse', 'HEAD');
  }
}

/** Address of a repository in the account and region that tests use. */
export function repositoryUrl(repository: string): string {
  return `https://${GIT_HOST}/v1/repos/${repository}`;
}

/** The account and region that tests use. */
export const TARGET = { account: '111122223333', region: 'us-west-2' } as const;

/** Host name of Git in that region. */
export const GIT_HOST = 'git-codecommit.us-west-2.amazonaws.com';

/** A password as a credential helper makes it, with what a test wants to be wrong with it. */
export function passwordFor(
  aws: Pick<LocalAwsConnection, 'credentials'>,
  wrong: { path?: string; region?: string; host?: string; secretAccessKey?: string; time?: string } = {},
): string {
  const { secretAccessKey } = aws.credentials;
  const right = { secretAccessKey, region: TARGET.region, host: GIT_HOST, path: '/v1/repos/flux-repo' };
  return gitPassword({ ...right, time: formatTime(Date.now()), ...wrong });
}
