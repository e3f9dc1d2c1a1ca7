import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A front-end of Sock Shop that takes part. */
export interface FrontEnd {
  readonly name: string;
  /** Arguments of Node.js that start it. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Path that answers with 200 once it may be asked. */
  readonly ready: string;
}

/** Names of who takes part. */
export const frontEnds = {
  ours: 'apps/front-end',
  express: 'the same routes in Express 5',
} as const;

/** Builds ours, and gives everyone who takes part; `pages` is the folder with the pages for who serves them as files. */
export function everyFrontEnd(root: string, pages: string): readonly FrontEnd[] {
  const SESSION_SECRET = 'nothing worth hiding in a benchmark';
  const ours = join(root, 'apps', 'front-end');
  execFileSync(process.execPath, ['build.mjs'], { cwd: ours, timeout: 60_000 });
  return [
    {
      name: frontEnds.ours,
      args: startArguments(ours),
      cwd: ours,
      // All that it does in production, its log too.
      environment: { NODE_ENV: 'production', MALLOC_ARENA_MAX: '1', SESSION_SECRET },
      ready: '/readyz',
    },
    {
      name: frontEnds.express,
      args: [join(import.meta.dirname, 'express-shop.mjs')],
      cwd: import.meta.dirname,
      environment: { NODE_ENV: 'production', SESSION_SECRET, PAGES: pages },
      ready: '/metrics',
    },
  ];
}

/** What follows `node` in the start script, which is the command of the image. */
function startArguments(folder: string): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly scripts: { readonly start: string };
  };
  const [node, ...args] = scripts.start.split(' ');
  if (node !== 'node') throw new Error(`apps/front-end starts in another way: ${scripts.start}`);
  return args;
}
