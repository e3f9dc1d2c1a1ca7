import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from 'nx/src/devkit-exports.js';

const templates = join(import.meta.dirname, '..', '..', '..', 'templates', 'service');

/** What the files of an app are made for. */
export interface AppOptions {
  /** Folder in the workspace, such as `apps/reviews`. */
  readonly folder: string;
  readonly name: string;
  /** Port that it listens on. */
  readonly port: number;
  /** ECR repository of its image. */
  readonly repository: string;
}

/**
 * Writes a small HTTP service with its tests, Dockerfile and buildspec. They are the team's from then on: files that are
 * there already stay as they are.
 */
export function writeApp(tree: Tree, options: AppOptions): void {
  const { folder, ...values } = options;
  for (const file of globSync('**/*.template', { cwd: templates }).sort()) {
    // Globs pass over names that start with a dot, so templates of such files start with _.
    const name = file
      .replaceAll('\\', '/')
      .replace(/\.template$/, '')
      .replace(/(^|\/)_/, '$1.');
    const path = `${folder}/${name}`;
    if (tree.exists(path)) continue;
    let text = readFileSync(join(templates, file), 'utf8');
    for (const [key, value] of Object.entries(values)) text = text.replaceAll(`{{${key}}}`, String(value));
    tree.write(path, text);
  }
}
