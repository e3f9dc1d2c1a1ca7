import { gitHost, KNOWN_REGIONS } from '../aws/target.ts';
import type { KeyRing } from '../credentials/caller.ts';
import type { GitLogin, GitLoginProblem } from '../signature/git-password.ts';
import { checkGitLogin } from '../signature/git-password.ts';
import { formatTime } from '../signature/signing-time.ts';

/** What is known when a login is refused. */
export interface GitRefusal {
  readonly ring: KeyRing;
  readonly login: GitLogin;
  readonly problem: GitLoginProblem;
  /** Repositories that the password may have been made for by mistake. */
  readonly repositories: readonly string[];
}

const AGAIN = 'Run eval "$(tideway local env)" in this shell and try again.';

/** One sentence that says what is wrong with a Git login and another on what to do. */
export function explainRefusal(refusal: GitRefusal): string {
  const { login, problem } = refusal;
  const key = login.user.split('%')[0] ?? '';
  const made = login.password.slice(0, 15);
  const now = formatTime(Date.now());
  switch (problem) {
    case 'unknown-key':
      return `The access key "${key}" is not one of local AWS. ${AGAIN}`;
    case 'bad-token':
      return `The session token of the access key "${key}" was not issued by this local AWS. ${AGAIN}`;
    case 'expired-token':
      return `The session of the access key "${key}" has expired. Assume the role again.`;
    case 'malformed':
      return 'The password is not one for Git on CodeCommit: expected <YYYYMMDDTHHMMSS>Z<64 hex digits>. Let a credential helper make it, or git-remote-codecommit.';
    case 'expired':
      return `The password was made at ${made}Z and was valid for 15 minutes; it is ${now}Z now. Make a new one; if a credential cache answers with old ones, turn it off for this host.`;
    case 'not-yet-valid':
      return `The password was made at ${made}Z, more than 15 minutes ahead of ${now}Z. Correct the clock of the client.`;
    case 'signature':
      return `The signature in the password is not right: ${explainSignature(refusal)}`;
  }
}

/** Finds out by trial what a signature was made for instead. */
function explainSignature({ ring, login, repositories }: GitRefusal): string {
  const fits = (changed: Partial<GitLogin>) =>
    typeof checkGitLogin(ring, { ...login, ...changed }) !== 'string';
  const repository = repositories.find((name) => fits({ path: `/v1/repos/${name}` }));
  if (repository) return `it was made for the repository "${repository}". Sign the path that you ask for.`;
  for (const region of KNOWN_REGIONS) {
    if (fits({ region }) || fits({ region, host: gitHost(region) }) || fits({ host: gitHost(region) })) {
      return `it was made for the region ${region}, but this is ${login.region}. Sign for the host that you ask.`;
    }
  }
  return `it was made with another secret key, or for another path, host or region than ${login.path} on ${login.host} in ${login.region}. ${AGAIN}`;
}
