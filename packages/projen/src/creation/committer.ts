import { spawnSync } from 'node:child_process';
import { say } from '../say';

const standIn = { NAME: 'Tideway', EMAIL: 'tideway@localhost' } as const;

/** Gives the first commit, which projen makes after this, an author where Git knows none. */
export function committer(): void {
  const { status } = spawnSync('git', ['var', 'GIT_AUTHOR_IDENT'], { stdio: 'ignore', timeout: 10_000 });
  if (status === 0) return;
  for (const role of ['AUTHOR', 'COMMITTER']) {
    for (const [part, value] of Object.entries(standIn)) process.env[`GIT_${role}_${part}`] ??= value;
  }
  say(
    `Git does not know who you are: the first commit is by ${standIn.NAME} <${standIn.EMAIL}>. For yours: git config --global user.name "…" and user.email "…"`,
  );
}
