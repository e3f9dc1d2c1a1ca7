import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandsShown, readHelp, withHelp } from './cli-help.ts';

const repository = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(repository, 'docs', 'reference', 'cli.md'), 'utf8');

test('the reference has the help of every command, as it is printed: node tools/docs/write-cli-reference.ts', async () => {
  const help = await readHelp(repository);
  expect(commandsShown(page)).toEqual([...help.keys()]);
  expect(page).toBe(withHelp(page, help));
});

test('the reference has every outcome with its exit code', () => {
  const source = readFileSync(join(repository, 'packages', 'cli', 'src', 'outcomes.ts'), 'utf8');
  const outcomes = [...source.matchAll(/^ {2}(\w+): \{ exitCode: (\d)/gm)].map(
    ([, name, code]) => `${name} ${code}`,
  );
  const shown = [...page.matchAll(/^\| `(\w+)` +\| (\d) +\|/gm)].map(([, name, code]) => `${name} ${code}`);
  expect(outcomes.length).toBeGreaterThan(10);
  expect(shown).toEqual(outcomes);
});

test('the reference has every error code', () => {
  const codes = (file: string, pattern: RegExp): string[] =>
    [...readFileSync(join(repository, file), 'utf8').matchAll(pattern)].map(([, code]) => code ?? '');
  const delivery = codes('packages/delivery/src/error.ts', /^ {2}\| '([a-z-]+)'/gm);
  expect(delivery.length).toBeGreaterThan(20);
  const shown = [...page.matchAll(/^\| `([a-z-]+)` +\| [^0-9]/gm)].map(([, code]) => code);
  expect(shown).toEqual(expect.arrayContaining(delivery));
});
