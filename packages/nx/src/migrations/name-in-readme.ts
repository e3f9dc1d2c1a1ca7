import { readJson, type Tree } from 'nx/src/devkit-exports.js';

/**
 * Puts the platform's name into the heading of README.md. Up to 0.0.0 the template wrote `# **NAME**` there, where it
 * meant the name; the file is the team's, so `npx projen` does not touch it. A heading that somebody wrote stays.
 */
export function nameInReadme(tree: Tree): void {
  const text = tree.exists('README.md') ? tree.read('README.md', 'utf-8') : null;
  if (text === null) return;
  const { name } = readJson<{ readonly name: string }>(tree, 'package.json');
  tree.write(
    'README.md',
    text.replace(/^# \*\*NAME\*\*$/m, () => `# ${name}`),
  );
}
