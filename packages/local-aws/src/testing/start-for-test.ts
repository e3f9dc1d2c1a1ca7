import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AwsEvent } from '../events/aws-event.ts';
import type { LocalAws, LocalAwsEvent, LocalAwsOptions } from '../options.ts';
import { startLocalAws } from '../start.ts';
import { GitClient, TARGET, withPassword } from './git-client.ts';
import { scratchFolder } from './scratch.ts';

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
}

/** Starts local AWS with one empty repository, `flux-repo`, for the length of a test. */
export async function startForTest({
  helper,
  ...options
}: StartForTestOptions = {}): Promise<TestedLocalAws> {
  const folder = await scratchFolder();
  const log: LocalAwsEvent[] = [];
  const events: AwsEvent[] = [];
  const aws = await startLocalAws({
    targets: [TARGET],
    ...options,
    stateDirectory: join(folder, 'state'),
    log: (event) => log.push(event),
  });
  onTestFinished(() => aws.close());
  aws.subscribe((event) => events.push(event));
  await aws.ensureRepository('flux-repo');
  const git = new GitClient({ aws, folder, environment: helper ? {} : withPassword(aws) });
  return { aws, folder, git, log, events };
}
