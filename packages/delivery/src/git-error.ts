import { DeliveryError, diskFull } from './error.ts';
import { requireGit } from './git-version.ts';
import type { GitResult } from './git.ts';
import { MirrorBroken } from './mirror.ts';
import type { Remote } from './remote.ts';

const noSpace =
  /No space left on device|Out of disk ?space|Disk quota exceeded|File too large|ENOSPC|EDQUOT|SIGXFSZ/i;

/** The error of a git that failed on the mirror alone: a full disk, or a mirror to make again. */
export function classifyLocal(what: string, mirror: string, result: GitResult): Error {
  if (noSpace.test(result.stderr)) return diskFull(mirror);
  return new MirrorBroken(`git could not ${what} ${mirror}: ${lastWords(result.stderr)}`);
}

interface Rule {
  readonly code: ConstructorParameters<typeof DeliveryError>[0]['code'];
  readonly words: RegExp;
  readonly message: (name: string, said: string) => string;
  readonly next: string;
}

const rules: readonly Rule[] = [
  {
    code: 'signature-expired',
    words: /expired|older than|no longer valid/i,
    message: (name, said) => `${name} refused a password that is no longer valid: ${said}`,
    next: 'Get new AWS credentials (for instance with "aws sso login") and run again.',
  },
  {
    code: 'credentials-refused',
    words:
      /returned error: 40[13]|Authentication failed|could not read (Username|Password)|Permission denied|Invalid username or password/i,
    message: (name, said) => `${name} refused the credentials: ${said}`,
    next: 'Check which AWS credentials are in use ("aws sts get-caller-identity") and that they may pull from and push to the repository.',
  },
  {
    code: 'certificate-refused',
    words: /certificate|SSL|TLS|CAfile/i,
    message: (name, said) => `The certificate of ${name} is not trusted: ${said}`,
    next: 'Name the right CA file in GIT_SSL_CAINFO.',
  },
  {
    code: 'remote-missing',
    words:
      /repository .* not found|returned error: 404|does not appear to be a git repository|does not exist|not a git repository/i,
    message: (name, said) => `${name} does not exist: ${said}`,
    next: 'Create the repository (the Repositories stack does) or correct its name.',
  },
  {
    code: 'network',
    words:
      /Could not resolve|Failed to connect|Connection (refused|reset|timed out)|Network is unreachable|Couldn't connect|Empty reply|early EOF|hung up|returned error: 5\d\d|Recv failure|Send failure|Proxy|CONNECT|transfer closed|Operation timed out|No route to host|Operation too slow|RPC failed|disconnect/i,
    message: (name, said) => `${name} can't be reached: ${said}`,
    next: 'Check the network and HTTPS_PROXY, and run again.',
  },
];

/** The error of a git that failed while it talked to the remote. */
export async function classifyRemote(remote: Remote, result: GitResult, mirror: string): Promise<Error> {
  const { stderr } = result;
  if (noSpace.test(stderr.replaceAll(/^remote:.*$/gm, ''))) return diskFull(mirror);
  // An old git says many things, none of which is the reason.
  const version = await requireGit(remote.environment).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (version instanceof Error) return version;
  const said = lastWords(stderr);
  const rule = rules.find(({ words }) => words.test(stderr));
  if (rule === undefined) {
    return new DeliveryError({
      code: 'git-failed',
      message: `git could not work with ${remote.url}: ${said}.`,
      next: 'See what git says; run again when that is solved.',
    });
  }
  const refused = rule.code === 'credentials-refused' || rule.code === 'signature-expired';
  const skewed = refused && remote.credentials !== undefined ? await skewOf(remote) : undefined;
  if (skewed !== undefined) return skewed;
  return new DeliveryError({
    code: rule.code,
    message: `${rule.message(remote.url, said)}.`,
    next: rule.next,
  });
}

// Asked for in a refusal only: nothing else of a delivery speaks HTTP.
async function skewOf(remote: Remote): Promise<DeliveryError | undefined> {
  const { clockSkew } = await import('./clock-skew.ts');
  return clockSkew(remote);
}

/**
 * The error of a git that failed between the mirror and a remote that has just answered: where the remote is not to
 * blame, the mirror is.
 */
export async function classifyTransfer(remote: Remote, result: GitResult, mirror: string): Promise<Error> {
  const error = await classifyRemote(remote, result, mirror);
  const ours = error instanceof DeliveryError && ['git-failed', 'remote-missing'].includes(error.code);
  return ours ? new MirrorBroken(error.message) : error;
}

/** What git said last, as one line that can stand in a sentence. */
export function lastWords(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) => line.replace(/^(fatal|error|remote):\s*/, '').trim())
    .filter((line) => line !== '');
  return lines.slice(-3).join('; ') || 'it gave no reason';
}
