import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectEnvironment, projectNode } from './install.mjs';

const root = join(import.meta.dirname, '..', '..');

/**
 * Runs a script on the project's Node, in front of the user; signals are handed on.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [more]
 * @returns {Promise<number>} its exit code
 */
export function exec(args, more = {}) {
  const child = spawn(projectNode(), args, {
    cwd: root,
    env: { ...projectEnvironment(), ...more },
    stdio: 'inherit',
  });
  const handOn = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  process.on('SIGINT', handOn);
  process.on('SIGTERM', handOn);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(1);
    });
    child.on('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}
