import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Tree } from 'nx/src/devkit-exports.js';

/** What Nx shows when files are out of date; nothing when they are not. */
export interface SyncResult {
  readonly outOfSyncMessage: string;
}

interface Answer {
  readonly outcome: string;
  readonly file: string;
  readonly content: string;
  readonly error?: { readonly code: string; readonly message: string };
}

/**
 * Brings files up to date that are generated from the model and kept in this repository: `catalog-info.yaml`.
 * `nx sync` writes them, `nx sync:check` fails where they differ. Without a model there is nothing to do.
 * @throws Error when the model is invalid
 */
export async function syncGenerator(tree: Tree): Promise<SyncResult | undefined> {
  const answer = await askCatalog(tree.root);
  if (answer.error?.code === 'platform-not-found') return undefined;
  if (answer.error !== undefined) throw new Error(`${answer.error.message}. See npx tideway validate.`);
  if (tree.exists(answer.file) && tree.read(answer.file, 'utf-8') === answer.content) return undefined;
  tree.write(answer.file, answer.content);
  return {
    outOfSyncMessage: `${answer.file} is not what the model says. Bring it up to date with: npx nx sync`,
  };
}

/** Asks `tideway catalog`, in a process of its own, because Node keeps a model that it has imported. */
async function askCatalog(root: string): Promise<Answer> {
  const manifest = createRequire(join(root, 'package.json')).resolve('@tideway/cli/package.json');
  const bin = join(dirname(manifest), 'bin', 'tideway.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [bin, 'catalog', '--check', '--json'], {
    cwd: root,
    timeout: 60_000,
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error: unknown) => {
    // Differences and errors end with another exit code than 0, and with a document as well.
    if (
      error instanceof Error &&
      'stdout' in error &&
      typeof error.stdout === 'string' &&
      error.stdout !== ''
    )
      return { stdout: error.stdout };
    throw error;
  });
  return JSON.parse(stdout) as Answer;
}
