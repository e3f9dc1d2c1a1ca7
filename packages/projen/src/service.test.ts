import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Service } from './service';
import { generatorArguments } from './service/generate';

let root = '';
beforeEach(() => (root = mkdtempSync(join(realpathSync(tmpdir()), 'tideway service '))));
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function monorepo(): void {
  write('nx.json', '{}');
  write('node_modules/@tideway/nx/generators.json', '{}');
}

/** What is said when a service is asked for in a folder. */
function refused(folder: string, name = 'reviews'): string {
  const outdir = join(root, folder);
  mkdirSync(outdir, { recursive: true });
  const before = readdirSync(root, { recursive: true });
  try {
    new Service({ name, outdir }).synth();
  } catch (error) {
    expect(readdirSync(root, { recursive: true })).toEqual(before);
    return (error as Error).message;
  }
  return 'it was not refused';
}

describe('a place that is wrong is refused, with the way out, and nothing is made', () => {
  test('a folder in no monorepo', () => {
    expect(refused('reviews')).toMatch(/reviews is in no monorepo: [^]*Run the command in apps\/reviews of/);
  });

  test.each(['', 'apps', 'packages/reviews', 'apps/other', 'apps/shop/reviews'])('%s/', (folder) => {
    monorepo();
    expect(refused(folder)).toContain(
      `The service reviews lies in ${root}/apps/reviews, and this is ${root}`,
    );
  });

  test('a folder that holds something', () => {
    monorepo();
    write('apps/reviews/notes.txt');
    expect(refused('apps/reviews')).toContain('is in use: it holds notes.txt. Nothing was made.');
  });

  test('a monorepo without the generator', () => {
    write('nx.json', '{}');
    expect(refused('apps/reviews')).toContain(`${root} has no @tideway/nx installed`);
  });
});

test('the generator is told what was asked for, and nothing else', () => {
  expect(generatorArguments({ name: 'reviews' })).toEqual([
    'generate',
    '@tideway/nx:service',
    'reviews',
    '--no-interactive',
  ]);
  expect(
    generatorArguments({ name: 'reviews', tenant: 'shop', port: 3000, calls: 'carts,user', exposed: false }),
  ).toEqual(
    expect.arrayContaining(['--tenant=shop', '--port=3000', '--calls=carts,user', '--exposed=false']),
  );
});

test('what the generator refuses is told in its own words', () => {
  monorepo();
  write('node_modules/.bin/nx', "process.stderr.write('apps/platform/platform.ts: no'); process.exit(1);");
  expect(refused('apps/reviews')).toBe(
    `The service reviews was not added to ${root}:\napps/platform/platform.ts: no`,
  );
  expect(existsSync(join(root, 'apps/reviews/package.json'))).toBe(false);
});
