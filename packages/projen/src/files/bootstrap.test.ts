import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const assets = join(__dirname, '..', '..', 'assets', 'bootstrap');
// One package of its own, so that npm installs something and asks no registry.
const manifest = { name: 'acme', workspaces: ['apps/shop'] };
const lock = {
  name: 'acme',
  lockfileVersion: 3,
  packages: {
    '': manifest,
    'apps/shop': { version: '0.0.0' },
    'node_modules/shop': { resolved: 'apps/shop', link: true },
  },
};

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), 'tideway bootstrap '));
  mkdirSync(join(root, 'tools/bootstrap'), { recursive: true });
  for (const name of ['install.mjs', 'preflight.mjs'])
    copyFileSync(join(assets, `${name}.template`), join(root, 'tools/bootstrap', name));
  mkdirSync(join(root, 'apps/shop'), { recursive: true });
  writeFileSync(join(root, 'apps/shop/package.json'), '{ "name": "shop", "version": "0.0.0" }');
  writeFileSync(join(root, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock));
});
afterEach(() => rmSync(root, { recursive: true }));

/** Puts a file of an earlier or later minute than the lock file's into `node_modules`. */
function written(name: string, text: string, minutes: number): void {
  const file = join(root, 'node_modules', name);
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(file, text);
  const time = Date.now() / 1000 + minutes * 60;
  utimesSync(file, time, time);
}

/** What a command says before it does its work. */
function start(): string {
  const install = pathToFileURL(join(root, 'tools/bootstrap/install.mjs')).href;
  const script = `const { ensureInstalled } = await import(${JSON.stringify(install)}); await ensureInstalled();`;
  const environment = { ...process.env, npm_config_cache: join(root, 'cache') };
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    encoding: 'utf8',
    env: environment,
  });
  expect([status, existsSync(join(root, 'node_modules/.tideway-install'))]).toEqual([0, true]);
  return stderr;
}

test('a clone is installed once', () => {
  expect(start()).toContain('Installing dependencies');
  expect(start()).toBe('');
});

test('what npm or a generator has installed since is not installed again', () => {
  written('.tideway-install', 'of an older lock file', -2);
  written('.package-lock.json', '{}', 1);
  expect(start()).toBe('');
});

test('a lock file that came with a pull is installed', () => {
  written('.package-lock.json', '{}', -2);
  written('.tideway-install', 'of an older lock file', -2);
  expect(start()).toContain('Installing dependencies');
});

test('Node loses its C++ headers, whoever has installed it', () => {
  const node = `node-${process.platform}-${process.arch}`;
  mkdirSync(join(root, 'node_modules', node, 'include'), { recursive: true });
  written('.package-lock.json', '{}', 1);
  expect(start()).toBe('');
  expect(existsSync(join(root, 'node_modules', node))).toBe(true);
  expect(existsSync(join(root, 'node_modules', node, 'include'))).toBe(false);
});
