import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { x } from 'tinyexec';

const repository = join(import.meta.dirname, '..', '..');

/**
 * Installs pinned Python programs into a virtual environment of the repository, once per pin.
 * @param file with the pins, beside this one
 * @returns the folder of their programs
 * @throws Error with what pip said
 */
export async function installPythonPrograms(file: string): Promise<string> {
  const requirements = join(import.meta.dirname, file);
  const pin = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const folder = join(repository, '.tideway', `python-${pin}`);
  const bin = join(folder, 'bin');
  // The mark, because a virtual environment can't be moved into place: its programs hold its path.
  const mark = join(folder, 'installed');
  if (existsSync(mark)) return bin;
  rmSync(folder, { recursive: true, force: true });
  await run('python3', ['-m', 'venv', folder]);
  await run(join(bin, 'python'), [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-deps',
    '-r',
    requirements,
  ]);
  writeFileSync(mark, '');
  return bin;
}

async function run(program: string, args: readonly string[]): Promise<void> {
  const result = await x(program, [...args], { timeout: 280_000 });
  if (result.exitCode !== 0)
    throw new Error(`${program} ${args.join(' ')} ended with ${result.exitCode}:\n${result.stderr}`);
}
