import { posix } from 'node:path';

/** A bundled file as the check sees it. */
export interface BundledFile {
  readonly fileName: string;
  readonly code: string;
}

const besideThisFile = /new URL\(\s*(["'`])([^"'`]+)\1,\s*import\.meta\.url\s*\)/g;

/**
 * Files that code looks for beside itself, with `new URL(…, import.meta.url)`, and that are not in the bundle; a
 * sentence each. An expression at the end of the name stands for the extension.
 */
export function missingEntries(files: readonly BundledFile[]): string[] {
  // The manifest is in every package that npm installs.
  const there = new Set(['../package.json', ...files.map(({ fileName }) => fileName)]);
  return files.flatMap(({ fileName, code }) =>
    [...code.matchAll(besideThisFile)]
      .map(([, , name = '']) =>
        posix.join(posix.dirname(fileName), name.replace(/\$\{.*\}$/, posix.extname(fileName))),
      )
      .filter((path) => !there.has(path))
      .map(
        (path) => `${fileName} looks for ${path}, which is no entry: add it to tools/release/releases.ts.`,
      ),
  );
}
