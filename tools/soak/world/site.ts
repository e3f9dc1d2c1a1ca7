import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findKustomize, type Kustomize } from '@tideway/kustomize';
import { startLocalAws, type LocalAws } from '@tideway/local-aws';

/** What many runs share: one local AWS, one kustomize, one folder. */
export interface Site {
  readonly aws: LocalAws;
  readonly kustomize: Kustomize;
  /** Folder for everything; removed at the end. Its path holds a space, as paths may. */
  readonly folder: string;
  close(): Promise<void>;
}

/** Account and region of every run. */
export const target = { account: '111122223333', region: 'us-west-2' } as const;

const workspace = join(import.meta.dirname, '../../..');

/** Opens a site. */
export async function openSite(): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'tideway soak '));
  const [aws, kustomize] = await Promise.all([
    startLocalAws({ stateDirectory: join(folder, 'aws'), targets: [target] }),
    findKustomize({ cacheDirectory: join(workspace, '.tideway', 'bin') }),
  ]);
  return {
    aws,
    kustomize,
    folder,
    close: async () => {
      await aws.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
