import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The shop as its image has it. */
export interface BuiltShop {
  readonly folder: string;
  /** What follows `node` in the start script, which is the command of the image. */
  readonly args: readonly string[];
}

const folder = join(import.meta.dirname, '..', '..', 'apps', 'front-end');
let built: BuiltShop | undefined;

/** Builds the shop, once for each process: one that runs already may still read parts of it. */
export function builtShop(): BuiltShop {
  if (built !== undefined) return built;
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly scripts: { readonly start: string };
  };
  const [node, ...args] = scripts.start.split(' ');
  if (node !== 'node') throw new Error(`apps/front-end starts in another way: ${scripts.start}`);
  execFileSync(process.execPath, ['build.mjs'], { cwd: folder, timeout: 60_000 });
  built = { folder, args };
  return built;
}
