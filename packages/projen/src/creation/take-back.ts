import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Takes back what `projen new` put into a folder before it called the project type: a package.json as `npm init` writes
 * it, and `node_modules`. Anything that may be somebody's own stays.
 */
export function takeBack(folder: string): void {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest) || !isOfThisRun(manifest) || !isFromInit(manifest)) return;
  for (const name of ['package.json', 'package-lock.json', 'node_modules']) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function isOfThisRun(file: string): boolean {
  // A second of grace, because file systems and processes do not share a clock.
  return statSync(file).birthtimeMs >= performance.timeOrigin - 1000;
}

function isFromInit(file: string): boolean {
  const {
    devDependencies = {},
    dependencies,
    workspaces,
    scripts = {},
  } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly devDependencies?: Readonly<Record<string, string>>;
    readonly dependencies?: unknown;
    readonly workspaces?: unknown;
    readonly scripts?: Readonly<Record<string, string>>;
  };
  return (
    dependencies === undefined &&
    workspaces === undefined &&
    Object.entries(scripts).every(
      ([name, command]) => name === 'test' && command.includes('no test specified'),
    ) &&
    Object.keys(devDependencies).every((name) => name === 'projen' || name === '@tideway/projen')
  );
}
