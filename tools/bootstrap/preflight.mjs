import { spawnSync } from 'node:child_process';

/**
 * What is missing on this machine before anything can run, each with its fix; all at once.
 * Plain JavaScript, because it must run on a Node that is older than the one the project brings.
 * @returns {string[]}
 */
export function preflight() {
  const problems = [];
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20) {
    problems.push(
      `Node ${process.versions.node} is too old: Tideway starts with 20 or newer. Get one from https://nodejs.org`,
    );
  }
  const git = spawnSync('git', ['--version'], { encoding: 'utf8', timeout: 10_000 });
  const found = /(\d+)\.(\d+)/.exec(git.stdout ?? '');
  if (git.error !== undefined || found === null) {
    problems.push(
      'git is missing: Tideway delivers with it. Install git 2.38 or newer, for example: apt-get install git',
    );
  } else if (Number(found[1]) < 2 || (Number(found[1]) === 2 && Number(found[2]) < 38)) {
    problems.push(`git ${found[1]}.${found[2]} is too old: Tideway needs 2.38 or newer (git merge-tree).`);
  }
  return problems;
}
