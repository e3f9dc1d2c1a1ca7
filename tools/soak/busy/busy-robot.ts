import { setTimeout as sleep } from 'node:timers/promises';
import { gitText } from '../world/git.ts';

/** A robot, and where it pushes to. */
export interface BusyRobotOptions {
  /** Address of the repository. */
  readonly url: string;
  /** Variables with which git pushes there. */
  readonly environment: Readonly<Record<string, string>>;
  /** Empty folder for its clone. */
  readonly folder: string;
  /** File of the repository that it writes, and nobody else does. */
  readonly path: string;
  /** Content of that file for one more turn. */
  readonly write: (turn: number) => string;
  /** Milliseconds from a push that succeeded to the beginning of the next turn. */
  readonly pause: number;
}

/** A robot at work. */
export interface BusyRobot {
  /** Lets it finish its turn. @returns the commits that it pushed */
  stop(): Promise<readonly string[]>;
}

/**
 * Somebody who commits to the main branch in a steady beat, by real pushes, until it is stopped. Like Flux's robot it
 * starts its turn again from the branch when a push is refused. It has made its first commit when this returns.
 */
export async function startBusyRobot(options: BusyRobotOptions): Promise<BusyRobot> {
  const { url, folder, environment, path, write, pause } = options;
  const git = (args: readonly string[], input?: string): Promise<string> =>
    gitText({ cwd: folder, arguments: args, environment, ...(input !== undefined && { input }) });
  await git(['clone', '--quiet', '--bare', '--single-branch', '--branch=main', url, '.']);
  const commits: string[] = [];
  let head = await git(['rev-parse', 'main']);
  const turn = async (): Promise<void> => {
    for (;;) {
      const content = write(commits.length);
      // One process makes blob, tree and commit: what a robot does must not be slower than what it disturbs.
      const stream = `commit refs/heads/next\nmark :1\ncommitter robot <robot@example.com> ${Math.floor(Date.now() / 1000)} +0000\ndata 3\nbot\nfrom ${head}\nM 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}\nget-mark :1\n`;
      const commit = await git(['fast-import', '--quiet', '--force'], stream);
      try {
        await git(['push', '--quiet', url, `${commit}:refs/heads/main`]);
        commits.push(commit);
        head = commit;
        return;
      } catch {
        await git(['fetch', '--quiet', url, '+refs/heads/main:refs/heads/main']);
        head = await git(['rev-parse', 'refs/heads/main']);
      }
    }
  };
  const over = new AbortController();
  await turn();
  const working = (async () => {
    while (!over.signal.aborted) {
      await sleep(pause, undefined, { signal: over.signal }).catch(() => undefined);
      if (!over.signal.aborted) await turn();
    }
  })();
  working.catch(() => undefined);
  return {
    stop: async () => {
      over.abort();
      await working;
      return commits;
    },
  };
}
