import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Prettier from 'prettier';

/**
 * Formats a changed file with the workspace's own Prettier, but only where the file was formatted so before: a team
 * that formats otherwise keeps its lines. A new file is formatted wherever there is a Prettier.
 */
export async function formatAsBefore(options: {
  /** Absolute path of the workspace. */
  readonly root: string;
  /** Path of the file in it. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string;
}): Promise<string> {
  const prettier = await prettierOf(options.root);
  if (prettier === undefined) return options.after;
  const filepath = join(options.root, options.path);
  const settings = { ...(await prettier.resolveConfig(filepath, { editorconfig: true })), filepath };
  if (options.before !== undefined && !(await prettier.check(options.before, settings))) return options.after;
  return prettier.format(options.after, settings);
}

async function prettierOf(root: string): Promise<typeof Prettier | undefined> {
  let entry: string;
  try {
    entry = createRequire(join(root, 'package.json')).resolve('prettier');
  } catch {
    return undefined;
  }
  const module = (await import(pathToFileURL(entry).href)) as { readonly default: typeof Prettier };
  return module.default;
}
