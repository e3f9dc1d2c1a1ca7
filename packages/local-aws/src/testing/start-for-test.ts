import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { AwsEvent } from '../events/aws-event.ts';
import type { LocalAws, LocalAwsEvent, LocalAwsOptions } from '../options.ts';
import { startLocalAws } from '../start.ts';
import { GitClient, TARGET, withPassword } from './git-client.ts';
import { makeFolder } from './scratch.ts';

/** A local AWS for one test. */
export interface TestedLocalAws {
  readonly aws: LocalAws;
  /** Folder that is removed after the test. */
  readonly folder: string;
  /** Git in that folder. */
  readonly git: GitClient;
  readonly log: readonly LocalAwsEvent[];
  /** Push events so far. */
  readonly events: readonly AwsEvent[];
}

/** What a test wants to be different. */
export interface StartForTestOptions extends Partial<Omit<LocalAwsOptions, 'stateDirectory' | 'log'>> {
  /** Whether git uses the credential helper, as in a shell, rather than a ready password. @default false */
  readonly helper?: boolean;
  /** State directory; removed after the test as well. @default - a new one */
  readonly stateFolder?: string;
}

/** Starts local AWS with one empty repository, `flux-repo`, for the length of a test. */
export async function startForTest(options: StartForTestOptions = {}): Promise<TestedLocalAws> {
  const { close, ...local } = await start(options);
  onTestFinished(close);
  return local;
}

/**
 * Starts local AWS once for all tests of a file, for those that leave it as it was.
 *
 * @returns A function that gives it to a test.
 */
export function shareLocalAws(options: StartForTestOptions = {}): () => TestedLocalAws {
  let local: Awaited<ReturnType<typeof start>> | undefined;
  beforeAll(async () => {
    local = await start(options);
  });
  afterAll(() => local?.close());
  return () => {
    if (!local) throw new Error('Local AWS is started before the first test, not while tests are collected.');
    return local;
  };
}

async function start({
  helper,
  stateFolder,
  ...options
}: StartForTestOptions): Promise<TestedLocalAws & { readonly close: () => Promise<void> }> {
  const folder = await makeFolder();
  const log: LocalAwsEvent[] = [];
  const events: AwsEvent[] = [];
  const aws = await startLocalAws({
    targets: [TARGET],
    ...options,
    stateDirectory: stateFolder ?? join(folder, 'state'),
    log: (event) => log.push(event),
  });
  aws.subscribe((event) => events.push(event));
  await aws.ensureRepository('flux-repo');
  const git = new GitClient({ aws, folder, environment: helper ? {} : withPassword(aws) });
  const close = async () => {
    await aws.close();
    for (const path of [folder, ...(stateFolder ? [stateFolder] : [])])
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
  };
  return { aws, folder, git, log, events, close };
}
