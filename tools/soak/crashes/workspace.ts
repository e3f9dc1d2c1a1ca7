import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  connectLocalAws,
  startLocalAwsDaemon,
  stopLocalAwsDaemon,
  type LocalAwsConnection,
} from '@tideway/local-aws';
import { inputOf, type RepositoryNames } from '../model/trees.ts';
import type { Spec } from '../model/spec.ts';
import { target } from '../world/site.ts';

/** A monorepo as a team has it, reduced to a model, with local AWS running beside it as a process of its own. */
export interface Workspace {
  readonly folder: string;
  /** Folder of everything that a sync remembers. */
  readonly stateDirectory: string;
  readonly aws: LocalAwsConnection;
  /** Writes the model. */
  write(spec: Spec, names: RepositoryNames): Promise<void>;
  close(): Promise<void>;
}

const checkout = join(import.meta.dirname, '../../..');

/** The command line program as it is installed. */
export const tideway = join(checkout, 'packages', 'cli', 'bin', 'tideway.mjs');

const model = `import { readFileSync } from 'node:fs';
import { definePlatform } from '@tideway/model';

export default definePlatform(JSON.parse(readFileSync(new URL('platform.json', import.meta.url), 'utf8')));
`;

/** Makes a workspace and starts its local AWS. */
export async function openWorkspace(): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), 'tideway crash '));
  const app = join(folder, 'apps', 'platform');
  const stateDirectory = join(folder, '.tideway');
  const awsState = join(stateDirectory, 'aws');
  const cache = join(checkout, '.tideway', 'bin');
  await Promise.all([
    mkdir(app, { recursive: true }),
    mkdir(stateDirectory),
    mkdir(cache, { recursive: true }),
  ]);
  await Promise.all([
    writeFile(join(folder, 'nx.json'), '{}\n'),
    writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n'),
    writeFile(join(app, 'platform.ts'), model),
    symlink(join(checkout, 'node_modules'), join(folder, 'node_modules')),
    // A kustomize that is unpacked already, where there is one.
    symlink(cache, join(stateDirectory, 'bin')),
  ]);
  await startLocalAwsDaemon({ stateDirectory: awsState, targets: [target] });
  const aws = await connectLocalAws({ stateDirectory: awsState, targets: [target] });
  return {
    folder,
    stateDirectory,
    aws,
    write: (spec, names) =>
      writeFile(join(app, 'platform.json'), JSON.stringify(inputOf(spec, names), null, 2)),
    close: async () => {
      await aws.close();
      await stopLocalAwsDaemon(awsState);
      if (existsSync(folder)) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
