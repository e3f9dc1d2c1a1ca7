import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { x } from 'tinyexec';
import { pageScript, stepMark } from '../docs/page-script.ts';
import { readSteps, type Step } from '../docs/page-steps.ts';
import type { Registry } from '../release/registry.ts';

/** How a program ended. */
export interface Ended {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  /** Both streams, one after the other. */
  readonly all: string;
}

/** What a step of a page printed. */
export interface Printed {
  readonly step: Step;
  readonly text: string;
}

/** A shell as a team has it that uses the template: no more on the PATH than this machine has, and its own registry. */
export interface TeamShell {
  /** Its environment, without somebody for Git to name. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs a program. Git knows nobody's name unless `who` says one. */
  attempt(options: {
    readonly cwd: string;
    readonly command: readonly [string, ...string[]];
    readonly environment?: Readonly<Record<string, string>>;
  }): Promise<Ended>;
  /** The same, of which success is expected. */
  run(cwd: string, ...command: readonly [string, ...string[]]): Promise<string>;
  /** Does what a page says in its `template` blocks, in one shell. */
  follow(
    page: string,
    cwd: string,
  ): Promise<{ readonly exitCode: number | undefined; readonly printed: readonly Printed[] }>;
}

const root = join(import.meta.dirname, '..', '..');
const limit = 900_000;

/** Somebody for Git to name. */
export const reader = {
  GIT_AUTHOR_NAME: 'Reader',
  GIT_AUTHOR_EMAIL: 'reader@example.com',
  GIT_COMMITTER_NAME: 'Reader',
  GIT_COMMITTER_EMAIL: 'reader@example.com',
} as const;

// What the commands of this repository set for themselves: its cache, its Node, its npm script. A team has none of it.
const ours =
  /^(?:NX_|VITEST|NODE_(?!EXTRA_CA_CERTS$)|TIDEWAY_|npm_(?:package|lifecycle|command|execpath|node_execpath|config_local_prefix)|INIT_CWD$)/;

/** Opens a shell with a home folder of its own. */
export function teamShell(options: { readonly folder: string; readonly registry: Registry }): TeamShell {
  const { folder, registry } = options;
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((one) => !one.includes('node_modules'));
  const base = {
    PATH: path.join(delimiter),
    HOME: join(folder, 'home'),
    CI: 'true',
    NO_COLOR: '1',
    npm_config_userconfig: registry.npmrc,
    npm_config_cache: process.env['npm_config_cache'] ?? join(process.env['HOME'] ?? folder, '.npm'),
    npm_config_update_notifier: 'false',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
  };
  const left = Object.keys(process.env).filter((name) => ours.test(name));
  const without = Object.fromEntries(left.map((name) => [name, undefined]));
  const attempt: TeamShell['attempt'] = async ({ cwd, command: [program, ...args], environment = {} }) => {
    const { exitCode, stdout, stderr } = await x(program, args, {
      timeout: limit,
      nodePath: false,
      nodeOptions: { cwd, env: { ...without, ...base, ...environment } },
    });
    return { exitCode, stdout, all: `${stdout}${stderr}` };
  };
  return {
    environment: base,
    attempt,
    run: async (cwd, ...command) => {
      const { exitCode, all } = await attempt({ cwd, command, environment: reader });
      if (exitCode !== 0) throw new Error(`${command.join(' ')} ended with ${exitCode}:\n${all}`);
      return all;
    },
    follow: async (page, cwd) => {
      const steps = readSteps(readFileSync(join(root, page), 'utf8'))
        .filter(({ kind }) => kind === 'template')
        .map((step): Step => ({ ...step, kind: 'run' }));
      if (steps.length === 0) throw new Error(`${page} has nothing to do`);
      const script = join(folder, `${page.replaceAll('/', '-')}.sh`);
      writeFileSync(script, `exec 2>&1\n${pageScript(steps)}`);
      const { exitCode, stdout } = await attempt({ cwd, command: ['bash', script], environment: reader });
      const parts = stdout.split(stepMark).slice(1);
      const printed = parts.flatMap((part) => {
        const end = part.indexOf('\n');
        const step = steps[Number(part.slice(0, end))];
        return step === undefined ? [] : [{ step, text: part.slice(end + 1) }];
      });
      return { exitCode, printed };
    },
  };
}
