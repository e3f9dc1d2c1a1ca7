// Actions for the scaffolder of Backstage, as plain objects: they need nothing of Backstage to be loaded.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/**
 * What the scaffolder hands to an action.
 * @typedef {object} ActionContext
 * @property {string} workspacePath folder of the task
 * @property {Record<string, any>} input
 * @property {{ info(message: string): void }} logger
 * @property {AbortSignal} [signal] cancels the task
 */

const { version, peerDependencies } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);
/** Milliseconds that a program may take. */
const limit = 15 * 60_000;
const projen = peerDependencies.projen.replace(/^\D*/, '');

/** Runs a project type of this package in the folder of the task, in the version that this file is of. */
export const projenNew = {
  id: 'tideway:projen:new',
  description: 'Makes a repository by a project type of @tideway/projen',
  schema: {
    input: {
      type: 'object',
      required: ['type'],
      additionalProperties: false,
      properties: {
        type: { type: 'string', title: 'Project type', enum: ['platform-monorepo', 'monorepo'] },
        options: {
          type: 'object',
          title: 'Options of the project type, by the names of its command line',
          propertyNames: { pattern: '^[a-z][a-z-]*$' },
          additionalProperties: { type: ['string', 'number', 'boolean'] },
        },
      },
    },
  },
  /** @param {ActionContext} context */
  async handler(context) {
    const { type, options = {} } = context.input;
    // After =, so that no value is taken for an option.
    const given = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
    const from = ['new', '--from', `@tideway/projen@${version}`, type];
    await run(context, 'npx', ['--yes', `projen@${projen}`, ...from, ...given]);
  },
};

/** Pushes the repository in the folder of the task. Git in the backend knows how to sign in: there is no password here. */
export const gitPush = {
  id: 'tideway:git:push',
  description: 'Pushes the repository that was made to the branch main of an empty one',
  schema: {
    input: {
      type: 'object',
      required: ['url'],
      additionalProperties: false,
      properties: { url: { type: 'string', title: 'Address of the repository' } },
    },
  },
  /** @param {ActionContext} context */
  async handler(context) {
    await run(context, 'git', ['push', '--quiet', '--', context.input.url, 'HEAD:refs/heads/main']);
  },
};

/**
 * Runs a program, and hands what it says to the log of the task.
 * @param {ActionContext} context
 * @param {string} program
 * @param {readonly string[]} args
 */
async function run({ workspacePath, logger, signal }, program, args) {
  signal?.throwIfAborted();
  const child = spawn(program, args, {
    cwd: workspacePath,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CI: 'true', GIT_TERMINAL_PROMPT: '0' },
    // A process group: npx starts projen, which starts npm, and none of them ends the next one.
    detached: true,
  });
  const ends = AbortSignal.any([AbortSignal.timeout(limit), ...(signal ? [signal] : [])]);
  const end = () => endGroup(child.pid);
  ends.addEventListener('abort', end);
  /** @type {string[]} */
  const said = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      said.push(line);
      logger.info(line);
    });
  }
  const [code] = await once(child, 'close').finally(() => ends.removeEventListener('abort', end));
  if (ends.aborted) throw new Error(`${program} was ended: ${ends.reason.message}`);
  if (code !== 0) throw new Error(`${program} ended with ${code}:\n${said.slice(-40).join('\n')}`);
}

/** @param {number | undefined} leader */
function endGroup(leader) {
  if (leader === undefined) return;
  try {
    process.kill(-leader);
  } catch {
    // It ended on its own.
  }
}
