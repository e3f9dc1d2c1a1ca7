import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { RehearsalError } from '../rehearsal-error.ts';

/** A Go that is new enough. */
export interface GoToolchain {
  /** The `go` command. */
  readonly program: string;
  /** Such as `go1.26.8`. */
  readonly version: string;
  /** Such as `linux/amd64`. */
  readonly platform: string;
  /** Environment of every call: nothing of the user's settings can change what is built. */
  readonly environment: NodeJS.ProcessEnv;
}

const oldestMinor = 26;
const advice =
  'The rehearsal builds Kubernetes and Flux from their Go modules. Install Go 1.26 or newer from https://go.dev/dl and put its bin folder on your PATH';

/**
 * Finds Go 1.26 or newer on PATH, or where its installer puts it.
 *
 * @throws RehearsalError `go-missing` with what to install
 */
export async function findGo(environment: NodeJS.ProcessEnv): Promise<GoToolchain> {
  const own: NodeJS.ProcessEnv = {
    ...environment,
    PATH: [environment['PATH'] ?? '', '/usr/local/go/bin'].filter(Boolean).join(delimiter),
    CGO_ENABLED: '0',
    GOFLAGS: '-mod=readonly',
    GOTOOLCHAIN: 'local',
    GOWORK: 'off',
    // A compiler that collects less often needs an eighth less of the processors; it does not change what it writes.
    GOGC: '400',
    ...(environment['HOME'] === undefined && { HOME: join('/tmp') }),
  };
  const asked = ['env', 'GOVERSION', 'GOOS', 'GOARCH'];
  const answer = await promisify(execFile)('go', asked, { env: own, timeout: 20_000 }).catch(
    (error: NodeJS.ErrnoException) => {
      throw new RehearsalError(
        'go-missing',
        error.code === 'ENOENT'
          ? `There is no Go. ${advice}.`
          : `Go does not answer: ${error.message}. ${advice}.`,
        { cause: error },
      );
    },
  );
  const [version = '', os = '', architecture = ''] = answer.stdout.trim().split('\n');
  const [, major, minor] = /^go(\d+)\.(\d+)/.exec(version) ?? [];
  if (Number(major) !== 1 || Number(minor) < oldestMinor) {
    throw new RehearsalError(
      'go-missing',
      `This is ${version || 'an unknown Go'}, which is too old. ${advice}.`,
    );
  }
  return { program: 'go', version, platform: `${os}/${architecture}`, environment: own };
}
