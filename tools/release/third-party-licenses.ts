import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The licences of everybody whose code is in a bundle, as they wrote them, by name of the package.
 * @param modules Paths of the bundled files
 * @throws {Error} naming all packages that come without a licence text
 */
export function thirdPartyLicenses(modules: readonly string[]): string {
  const folders = new Set(modules.map(packageFolder).filter((folder) => folder !== undefined));
  const packages = [...folders].map(readPackage);
  const unlicensed = packages.filter(({ texts }) => texts.length === 0);
  if (unlicensed.length > 0) {
    throw new Error(
      `No licence text in ${unlicensed.map(({ title }) => title).join(', ')}: do not bundle it, make it a dependency.`,
    );
  }
  const entries = packages.map(({ title, texts }) => `${title}\n\n${texts.join('\n\n')}\n`);
  return [
    'This package contains code of the following packages, each under its own licence.\n',
    ...entries.sort(),
  ].join(`\n${'-'.repeat(80)}\n\n`);
}

/** The folder of the package that a module is of; undefined for our own sources and for what the bundler adds. */
function packageFolder(module: string): string | undefined {
  return /^\/?.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(module)?.[0];
}

function readPackage(folder: string): { readonly title: string; readonly texts: readonly string[] } {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)([.-]|$)/i.test(file));
  return {
    title: `${name} ${version}${license === undefined ? '' : ` (${license})`}`,
    texts: files
      .sort()
      .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()),
  };
}
