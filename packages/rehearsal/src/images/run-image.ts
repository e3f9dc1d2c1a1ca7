import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { httpStatus } from '../control-plane/http-status.ts';
import { eventually } from '../eventually.ts';
import { lastLines } from '../processes/last-lines.ts';
import type { Supervisor } from '../processes/supervisor.ts';
import { findOnPath } from '../programs/find-on-path.ts';
import { RehearsalError } from '../rehearsal-error.ts';
import type { PulledImage } from './pull-image.ts';

/** What is run, and how. */
export interface RunImageOptions {
  readonly image: PulledImage;
  /** Name of its process and of its log. */
  readonly name: string;
  /** Port of loopback that it is to listen on: its `PORT`. */
  readonly port: number;
  /** Variables besides those of the image. */
  readonly settings: Readonly<Record<string, string>>;
  readonly supervisor: Supervisor;
  readonly signal: AbortSignal;
}

/** An image that runs. */
export interface RunningImage {
  /** Address that it answers at. */
  readonly url: string;
  readonly image: PulledImage;
  /** Ends it. */
  stop(): Promise<void>;
}

/**
 * Runs an image as a container runtime would: in its file system, as its user, in its folder, by its entry point, with
 * its variables. It shares the network of this machine.
 *
 * @throws RehearsalError `image-not-run` with its last lines when it ends or does not answer
 */
export async function runImage(options: RunImageOptions): Promise<RunningImage> {
  const { image, name, port, settings, supervisor, signal } = options;
  const { User = '0', Env = [], Entrypoint = [], Cmd = [], WorkingDir = '/' } = image.config;
  const chroot = findOnPath('chroot');
  if (chroot === undefined)
    throw new RehearsalError('image-not-run', 'There is no chroot on PATH; it is in coreutils.');
  const variables = Object.fromEntries(
    Env.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  await supervisor.start({
    name,
    program: chroot,
    arguments: [
      ...[
        `--userspec=${await userAndGroup(image.root, User)}`,
        image.root,
        'sh',
        '-c',
        'cd "$0" && exec "$@"',
        WorkingDir || '/',
      ],
      ...Entrypoint,
      ...Cmd,
    ],
    directory: image.root,
    environment: { ...variables, ...settings, PORT: String(port) },
    mayEnd: true,
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = () => supervisor.stop(name);
  try {
    const isUp = await eventually({
      what: `${name} answers at ${url}`,
      within: 60_000,
      signal,
      ask: async () => {
        if (!supervisor.runs(name)) return false;
        return (await httpStatus(url)) === 200 ? true : undefined;
      },
    });
    if (isUp) return { url, image, stop };
  } catch (error) {
    signal.throwIfAborted();
    await stop();
    throw await notRun(options, (error as Error).message);
  }
  throw await notRun(options, `${name} has ended`);
}

async function notRun({ name, supervisor }: RunImageOptions, why: string): Promise<RehearsalError> {
  const log = supervisor.log(name);
  return new RehearsalError('image-not-run', `${why}. The last lines of ${log}:\n${await lastLines(log)}`);
}

/**
 * User and group as chroot wants them. It looks a group up in the image's own list of users; a number that is not in there
 * has group 0, as container runtimes have it (https://docs.docker.com/reference/dockerfile/#user).
 */
async function userAndGroup(root: string, user: string): Promise<string> {
  if (!/^\d+$/.test(user)) return user;
  const users = await readFile(join(root, 'etc/passwd'), 'utf8').catch(() => '');
  const isListed = users.split('\n').some((line) => line.split(':')[2] === user);
  return isListed ? user : `${user}:0`;
}
