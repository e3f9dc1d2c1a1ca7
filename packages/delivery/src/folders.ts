import { join } from 'node:path';
import { DeliveryError } from './error.ts';
import type { Remote } from './remote.ts';

/** Where a delivery keeps what it remembers of one repository. */
export interface Folders {
  /** Bare copy of the repository: a cache. */
  readonly mirror: string;
  /** What the last delivery did. */
  readonly state: string;
  /** Present while somebody delivers to this repository from here. */
  readonly lock: string;
  /** For files that live as long as one delivery. */
  readonly temporary: string;
}

const repositoryName = /^(?!.*\.git$)[\w.-]{1,100}$/;

/**
 * Places of a repository's files below the state directory.
 *
 * @throws {DeliveryError} `invalid-remote` for names that CodeCommit would not take, or an address with a password
 */
export function foldersOf(repository: string, remote: Remote, stateDirectory: string): Folders {
  const name = remote.name ?? 'default';
  for (const [what, value] of Object.entries({ repository, remote: name })) {
    if (!repositoryName.test(value) || /^\.+$/.test(value)) {
      throw invalid(
        `The name of the ${what}, "${value}", is not one of 1 to 100 letters, digits, ".", "_" or "-".`,
        'Name it as CodeCommit does, without ".git".',
      );
    }
  }
  if (/^[a-z+]+:\/\/[^/@]*:[^/@]*@/i.test(remote.url)) {
    throw invalid(
      `The address of ${repository} carries a password.`,
      'Take it out of the address, and make a new password: this one may be in logs.',
    );
  }
  if (remote.url === '' || remote.url.startsWith('-') || !validBranch(remote.branch)) {
    throw invalid(
      `"${remote.url}" with branch "${remote.branch}" is not a remote.`,
      'Give an address and a branch name that git understands.',
    );
  }
  return {
    mirror: join(stateDirectory, 'mirrors', name === 'default' ? '' : name, `${repository}.git`),
    state: join(stateDirectory, 'deliveries', name, `${repository}.json`),
    lock: join(stateDirectory, 'locks', name, `${repository}.lock`),
    temporary: join(stateDirectory, 'tmp'),
  };
}

// gitcheck-ref-format(1), and what CodeCommit adds to it.
function validBranch(branch: string): boolean {
  return (
    /^[^\s~^:?*[\\\p{Cc}]{1,256}$/u.test(branch) &&
    !/^[-/.]|\/$|\.$|\.\.|\/\/|\/\.|@\{|\.lock(\/|$)|^@$/.test(branch) &&
    !/^[0-9a-f]{40}$/i.test(branch)
  );
}

function invalid(message: string, next: string): DeliveryError {
  return new DeliveryError({ code: 'invalid-remote', message, next });
}
