import type { Tree } from 'nx/src/devkit-exports.js';

/**
 * The model that is meant: the file that was named, else the only `platform.ts` under `apps/`.
 * @throws Error when there is none, or more than one
 */
export function findModel(tree: Tree, named: string | undefined): string {
  if (named !== undefined) {
    if (tree.exists(named) && tree.isFile(named)) return named;
    throw new Error(`--platform: ${named}: no such file. Give the path of a platform.ts in this workspace.`);
  }
  const found = tree
    .children('apps')
    .map((name) => `apps/${name}/platform.ts`)
    .filter((file) => tree.exists(file))
    .sort();
  const [only, another] = found;
  if (only !== undefined && another === undefined) return only;
  throw new Error(
    only === undefined
      ? 'There is no platform.ts under apps/. Say where it is with --platform <file>.'
      : `There are ${found.length} models: ${found.join(', ')}. Say which with --platform <file>.`,
  );
}
