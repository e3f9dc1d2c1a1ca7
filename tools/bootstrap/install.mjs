import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { preflight } from './preflight.mjs';

const root = join(import.meta.dirname, '..', '..');
const modules = join(root, 'node_modules');
const stamp = join(modules, '.tideway-install');

/** Ends the process with all that is missing, before anything is written. */
export function requireMachine() {
  const problems = preflight();
  if (problems.length === 0) return;
  process.stderr.write(
    `Tideway cannot start here:\n${problems.map((problem) => `  - ${problem}`).join('\n')}\n`,
  );
  process.exit(2);
}

/** Installs the dependencies where they are not those of package-lock.json; otherwise costs a few milliseconds. */
export async function ensureInstalled() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (isInstalled(wanted)) return;
  const done = narrate('Installing dependencies (once, about a minute)');
  const { code, output } = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  done();
  if (code !== 0) {
    process.stderr.write(`${output}\nnpm ci failed. Mend what it says above, then run the command again.\n`);
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

/**
 * The Node that everything runs on: the one that came with the dependencies, else this one if it is new enough.
 * @returns {string}
 */
export function projectNode() {
  const bundled = join(modules, `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(bundled)) return bundled;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  process.stderr.write(
    `There is no Node 24 for ${process.platform} ${process.arch} among the dependencies. Install Node 24 (see .nvmrc) and run this again.\n`,
  );
  process.exit(2);
}

/**
 * Environment in which `node` and every tool are the project's own.
 * @returns {NodeJS.ProcessEnv}
 */
export function projectEnvironment() {
  return {
    ...process.env,
    PATH: [join(modules, '.bin'), process.env['PATH'] ?? ''].join(delimiter),
    NX_DAEMON: process.env['NX_DAEMON'] ?? 'false',
    NX_CACHE_DIRECTORY: process.env['NX_CACHE_DIRECTORY'] ?? join(root, '.nx', 'cache'),
    NX_NO_CLOUD: 'true',
  };
}

/** @param {string} wanted */
function isInstalled(wanted) {
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === wanted;
  // Somebody ran npm by hand: npm's own record is newer than the lock file then.
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record) || statSync(record).mtimeMs < statSync(join(root, 'package-lock.json')).mtimeMs)
    return false;
  writeFileSync(stamp, wanted);
  return true;
}

/**
 * @param {string[]} args
 * @returns {Promise<{ code: number, output: string }>}
 */
function npm(args) {
  const cli = process.env['npm_execpath'];
  const [program, ...first] = cli?.endsWith('.js') ? [process.execPath, cli] : ['npm'];
  const child = spawn(program, [...first, ...args], {
    cwd: root,
    env: { ...process.env, ...writableCache() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (data) => (output += data));
  child.stderr.on('data', (data) => (output += data));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** npm wants a cache that it can write; where the home folder is read-only the project keeps one. */
function writableCache() {
  const usual = process.env['npm_config_cache'] ?? join(homedir(), '.npm');
  try {
    mkdirSync(usual, { recursive: true });
    accessSync(usual, constants.W_OK);
    return {};
  } catch {
    return { npm_config_cache: join(root, '.tideway', 'npm-cache') };
  }
}

/**
 * Says what takes long, and on a terminal for how long it does already.
 * @param {string} text
 */
function narrate(text) {
  const { stderr } = process;
  if (!stderr.isTTY) {
    stderr.write(`${text} …\n`);
    return () => {};
  }
  const start = Date.now();
  const show = () => stderr.write(`\r${text} … ${Math.round((Date.now() - start) / 1000)} s`);
  show();
  const timer = setInterval(show, 1000);
  return () => {
    clearInterval(timer);
    stderr.write('\r\u001b[2K');
  };
}
