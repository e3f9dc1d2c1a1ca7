import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtShop } from '../../system/built-shop.ts';

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

/** What the image sets. */
function imageEnvironment(folder: string): Readonly<Record<string, string>> {
  const lines = readFileSync(join(folder, 'Dockerfile'), 'utf8').matchAll(/^ENV (.+)$/gm);
  const pairs = [...lines].flatMap(([, line = '']) => line.split(' ').map((pair) => pair.split('=')));
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value]));
}

/** Builds ours, and gives everyone who takes part; `pages` is the folder with the pages for who serves them as files. */
export function everyFrontEnd(pages: string): readonly FrontEnd[] {
  const SESSION_SECRET = 'nothing worth hiding in a benchmark';
  const ours = builtShop();
  return [
    {
      name: frontEnds.ours,
      args: ours.args,
      cwd: ours.folder,
      // All that it does in production, its log too.
      environment: { ...imageEnvironment(ours.folder), SESSION_SECRET },
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
