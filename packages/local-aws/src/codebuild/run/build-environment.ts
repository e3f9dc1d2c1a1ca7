import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { getCACertificates } from 'node:tls';
import { buildArn } from '../../aws/arn.ts';
import { gitHost } from '../../aws/target.ts';
import type { Build } from '../builds/build.ts';
import type { BuildFolders } from './build-folders.ts';

/** What the variables of a build are made from. */
export interface BuildEnvironmentOptions {
  readonly build: Build;
  readonly folders: BuildFolders;
  /** Variables that lead to local AWS: see `localAwsEnvironment`. */
  readonly aws: Readonly<Record<string, string>>;
  readonly timeoutInMinutes: number;
}

/**
 * What every command of a build finds in its environment, before the variables of project and buildspec
 * (https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html).
 */
export async function buildEnvironment(options: BuildEnvironmentOptions): Promise<Record<string, string>> {
  const { build, folders, aws, timeoutInMinutes } = options;
  const base = {
    ...aws,
    // The Node.js that local AWS runs on, then what the machine has.
    PATH: [folders.tools, dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
    HOME: folders.home,
    TMPDIR: folders.temporary,
    LANG: 'C.UTF-8',
    SHELL: '/bin/bash',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    ...npmSettings(),
  };
  const { account, region, repository } = build;
  return {
    ...base,
    ...(await npmRegistries(base, folders)),
    CODEBUILD_BUILD_ARN: buildArn({ account, region, name: build.id }),
    CODEBUILD_BUILD_ID: build.id,
    CODEBUILD_BUILD_IMAGE: 'local',
    CODEBUILD_BUILD_NUMBER: String(build.number),
    CODEBUILD_BUILD_SUCCEEDING: '1',
    CODEBUILD_CI: 'true',
    CODEBUILD_INITIATOR: build.initiator,
    CODEBUILD_LOG_PATH: folders.log,
    CODEBUILD_RESOLVED_SOURCE_VERSION: build.commit,
    CODEBUILD_SOURCE_REPO_URL: sourceUrl(region, repository),
    CODEBUILD_SOURCE_VERSION: build.sourceVersion,
    CODEBUILD_SRC_DIR: folders.source,
    CODEBUILD_START_TIME: String(build.startTime),
    CODEBUILD_TIMEOUT_IN_MINUTES: String(timeoutInMinutes),
  };
}

/** Address of a CodeCommit repository. */
export function sourceUrl(region: string, repository: string): string {
  return `https://${gitHost(region)}/v1/repos/${repository}`;
}

/** The user's own npm settings and cache, although a build has a home folder of its own. */
function npmSettings(): Record<string, string> {
  const settings = join(homedir(), '.npmrc');
  return {
    ...(existsSync(settings) && { NPM_CONFIG_USERCONFIG: settings }),
    ...(existsSync(homedir()) && { NPM_CONFIG_CACHE: join(homedir(), '.npm') }),
  };
}

/**
 * The proxy of local AWS refuses everybody else, and its authority signs for nobody else: npm's registries are asked
 * directly, and trusted as the process trusts them that local AWS runs in.
 */
async function npmRegistries(
  base: Readonly<Record<string, string>>,
  folders: BuildFolders,
): Promise<Record<string, string>> {
  const text = await new Promise<string>((resolve) => {
    execFile('npm', ['config', 'ls', '--json'], { env: base, timeout: 20_000 }, (error, stdout) =>
      resolve(error ? '{}' : stdout),
    );
  });
  const settings = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const hosts = Object.entries(settings).flatMap(([name, value]) =>
    /(^|:)registry$/.test(name) && typeof value === 'string' ? [URL.parse(value)?.hostname ?? ''] : [],
  );
  const direct = [base['NO_PROXY'], ...new Set(hosts)].filter(Boolean).join(',');
  const network = { NO_PROXY: direct, no_proxy: direct };
  if (typeof settings['cafile'] === 'string') return network;
  const authorities = join(folders.home, 'authorities.pem');
  await writeFile(authorities, `${getCACertificates('default').join('\n')}\n`);
  return { ...network, NPM_CONFIG_CAFILE: authorities };
}
