import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsCredentials } from '@tideway/delivery';
import { connectLocalAws, startLocalAwsDaemon, stopLocalAwsDaemon } from '@tideway/local-aws';
import type { Stage } from '../measure/stage.ts';
import { runProgram } from './git-program.ts';

/** A server of Git repositories in a process of its own. */
export interface GitServer {
  readonly name: string;
  /** Variables with which programs find it. */
  readonly environment: Readonly<Record<string, string>>;
  /** @default it asks for no password */
  readonly credentials?: AwsCredentials;
  /** Makes an empty repository unless it is there. @returns Its address */
  ensure(repository: string): Promise<string>;
  /** Bare Git folder of a repository. */
  path(repository: string): string;
  close(): Promise<void>;
}

/** Starts `git http-backend` behind plain HTTP. */
export async function startHttpServer(stage: Stage): Promise<GitServer> {
  const folder = join(stage.folder, 'http');
  mkdirSync(folder);
  const child = fork(join(import.meta.dirname, 'http-server.ts'), [folder], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const pathOf = (repository: string): string => join(folder, repository);
  const [port] = (await once(child, 'message')) as [number];
  return {
    name: 'plain HTTP',
    environment: {},
    ensure: (repository) => {
      const path = pathOf(repository);
      if (!existsSync(path)) {
        runProgram({
          command: ['git', 'init', '--quiet', '--bare', '--initial-branch=main', path],
          environment: {},
        });
      }
      return Promise.resolve(`http://127.0.0.1:${port}/${repository}`);
    },
    path: pathOf,
    close: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

/** Starts local AWS with CodeCommit behind its proxy. */
export async function startCodeCommit(stage: Stage): Promise<GitServer> {
  const target = { account: '111122223333', region: 'us-west-2' };
  const stateDirectory = join(stage.folder, 'aws');
  await startLocalAwsDaemon({ stateDirectory, targets: [target] });
  const aws = await connectLocalAws({ stateDirectory, targets: [target] });
  return {
    name: 'local AWS',
    environment: aws.environment,
    credentials: aws.credentials,
    ensure: async (repository) => {
      await aws.ensureRepository(repository);
      return `https://git-codecommit.${target.region}.amazonaws.com/v1/repos/${repository}`;
    },
    path: (repository) => aws.repositoryPath(repository),
    close: async () => {
      await aws.close();
      await stopLocalAwsDaemon(stateDirectory);
    },
  };
}
