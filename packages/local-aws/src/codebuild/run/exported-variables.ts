import { readFile, rm } from 'node:fs/promises';
import type { BuildShell } from './build-shell.ts';

/** Which variables are read. */
export interface ExportedVariablesOptions {
  readonly shell: BuildShell;
  /** As the buildspec lists them; what can't be a variable is left out. */
  readonly names: readonly string[];
  /** File that the shell writes their values into; it is removed. */
  readonly file: string;
}

/** Values of the variables that a buildspec exports, as they are in the shell now; undefined when it exports none. */
export async function exportedVariables(
  options: ExportedVariablesOptions,
): Promise<Readonly<Record<string, string>> | undefined> {
  const { shell, file } = options;
  const names = options.names.filter((name) => /^[A-Za-z_]\w*$/.test(name));
  if (names.length === 0) return undefined;
  const quoted = `'${file.replaceAll("'", String.raw`'\''`)}'`;
  const lines = names.map((name) => `printf '%s\\0' "\${${name}-}"`).join('; ');
  if ((await shell.run(`{ ${lines}; } >${quoted}`)) !== 0) return undefined;
  const values = (await readFile(file, 'utf8')).split('\0');
  await rm(file, { force: true });
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
}
