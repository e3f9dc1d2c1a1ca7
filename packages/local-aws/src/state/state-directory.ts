import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { LocalAwsError } from '../local-aws-error.ts';

/** Where everything that local AWS keeps has its place. */
export interface StateDirectory {
  readonly root: string;
  /** Certificate and key of the local certificate authority; replaced as a whole. */
  readonly authority: string;
  /** The authority's certificate, which clients are to trust. */
  readonly caFile: string;
  /** An empty folder: see `noOtherAuthorities`. */
  readonly noOtherAuthorities: string;
  /** Certificate and key of the server, in one file. */
  readonly serverCertificate: string;
  readonly credentials: string;
  readonly daemon: string;
  readonly daemonLog: string;
  /** Port of the last daemon; the next one takes it again, so that shells keep their variables. */
  readonly daemonPort: string;
  readonly subscribers: string;
  /** Bare repositories and pull requests, by account and region. */
  readonly codeCommit: string;
  /** What ECR knows about repositories and images, by account and region. */
  readonly ecr: string;
  /** Projects of CodeBuild, and their builds by account and region. */
  readonly codeBuild: string;
  /** Secrets, by account and region. */
  readonly secretsManager: string;
}

/** Paths below a state directory; touches nothing. */
export function stateDirectory(path: string): StateDirectory {
  const root = resolve(path);
  return {
    root,
    authority: join(root, 'authority'),
    caFile: join(root, 'authority', 'ca.pem'),
    noOtherAuthorities: join(root, 'no-authorities'),
    serverCertificate: join(root, 'server.pem'),
    credentials: join(root, 'credentials.json'),
    daemon: join(root, 'daemon.json'),
    daemonLog: join(root, 'daemon.log'),
    daemonPort: join(root, 'daemon.port'),
    subscribers: join(root, 'subscribers.json'),
    codeCommit: join(root, 'codecommit'),
    ecr: join(root, 'ecr'),
    codeBuild: join(root, 'codebuild'),
    secretsManager: join(root, 'secretsmanager'),
  };
}

/**
 * Makes the state directory, closed to other users.
 *
 * @throws LocalAwsError that names it if it can't be made.
 */
export async function openStateDirectory(path: string): Promise<StateDirectory> {
  const state = stateDirectory(path);
  try {
    await mkdir(state.root, { recursive: true, mode: 0o700 });
    await mkdir(state.noOtherAuthorities, { recursive: true });
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new LocalAwsError(
      'state-unusable',
      `Local AWS can't keep its state in ${state.root}: ${said}. Choose a folder that can be written to.`,
      { cause },
    );
  }
  return state;
}

/**
 * Folder without any certificate, beside the authority of a CA file. A client that is given it reads that one
 * authority only, rather than the machine's hundreds at every start (150 ms in git with GnuTLS).
 */
export function noOtherAuthorities(caFile: string): string {
  return stateDirectory(dirname(dirname(caFile))).noOtherAuthorities;
}
