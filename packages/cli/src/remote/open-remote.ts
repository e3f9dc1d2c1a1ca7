import { join } from 'node:path';
import type { Remote } from '@tideway/delivery';
import { codeCommitUrl, type Platform } from '@tideway/model';
import type { Workspace } from '../workspace.ts';
import type { RemoteName } from './remote-name.ts';

/** A place that repositories are delivered to. */
export interface OpenRemote {
  readonly name: RemoteName;
  /** Makes sure that a repository exists, where that is Tideway's business: on AWS CloudFormation makes them. */
  ensure(repository: string): Promise<void>;
  branch(repository: string, branch: string): Remote;
  close(): Promise<void>;
}

/** What `--remote` and `TIDEWAY_REMOTE` say, `local` if neither says anything. */
export function remoteName(given: RemoteName | undefined, environment: NodeJS.ProcessEnv): RemoteName {
  return given ?? (environment['TIDEWAY_REMOTE'] === 'aws' ? 'aws' : 'local');
}

/** Opens local AWS (the one that runs, else one for the time of this command), or AWS itself. */
export async function openRemote(options: {
  readonly name: RemoteName;
  readonly workspace: Workspace;
  readonly platform: Platform;
  readonly environment: NodeJS.ProcessEnv;
}): Promise<OpenRemote> {
  return options.name === 'local'
    ? openLocal(options.workspace, options.platform)
    : openAws(options.platform, options.environment);
}

async function openLocal(workspace: Workspace, platform: Platform): Promise<OpenRemote> {
  const { connectLocalAws } = await import('@tideway/local-aws');
  const local = await connectLocalAws({
    stateDirectory: localStateDirectory(workspace),
    targets: localTargets(platform),
  });
  return {
    name: 'local',
    ensure: async (repository) => void (await local.ensureRepository(repository)),
    branch: (repository, branch) => ({
      name: 'local',
      url: codeCommitUrl(platform, repository),
      branch,
      environment: local.environment,
      credentials: () => Promise.resolve(local.credentials),
    }),
    close: () => local.close(),
  };
}

function openAws(platform: Platform, environment: NodeJS.ProcessEnv): OpenRemote {
  const credentials = async (): ReturnType<NonNullable<Remote['credentials']>> => {
    const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
    return defaultProvider()();
  };
  return {
    name: 'aws',
    ensure: () => Promise.resolve(),
    branch: (repository, branch) => ({
      name: 'aws',
      url: codeCommitUrl(platform, repository),
      branch,
      environment: definedOnly(environment),
      credentials,
    }),
    close: () => Promise.resolve(),
  };
}

/** Folder of local AWS's repositories, credentials and certificates. */
export function localStateDirectory(workspace: Workspace): string {
  return join(workspace.stateDirectory, 'aws');
}

/** Every account and region of a platform, its own first. */
export function localTargets(
  platform: Platform,
): readonly { readonly account: string; readonly region: string }[] {
  const all = [platform.aws, ...Object.values(platform.clusters).map(({ aws }) => aws)];
  const byName = new Map(all.map(({ account, region }) => [`${account}/${region}`, { account, region }]));
  return [...byName.values()];
}

function definedOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
