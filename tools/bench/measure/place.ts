import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { installRelease } from '../../release/install-release.ts';
import { copyWorkspace } from '../../release/workspace.ts';
import type { Stage } from './stage.ts';

/** A workspace of its own, and the `tideway` that works in it. */
export interface Place {
  readonly workspace: string;
  readonly tideway: string;
}

/** A workspace with `tideway` as npm installs it. */
export async function releasePlace(stage: Stage): Promise<Place> {
  const workspace = join(stage.folder, 'release');
  copyWorkspace({ root: stage.root, to: workspace });
  return { workspace, tideway: await installRelease({ ...stage, to: workspace }) };
}

/** A workspace with `tideway` from the sources of this repository. */
export function sourcesPlace(stage: Stage): Place {
  const workspace = join(stage.folder, 'sources');
  copyWorkspace({ root: stage.root, to: workspace });
  symlinkSync(join(stage.root, 'node_modules'), join(workspace, 'node_modules'), 'dir');
  return { workspace, tideway: join(stage.root, 'packages/cli/bin/tideway.mjs') };
}
