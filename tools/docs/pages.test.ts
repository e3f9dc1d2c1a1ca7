import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { x } from 'tinyexec';
import { describe, expect, test } from 'vitest';
import { pageScript, readSteps } from './page-script.ts';
import { readerCheckout } from './reader-checkout.ts';

const repository = join(import.meta.dirname, '..', '..');
const pages = ['README.md', ...globSync('docs/**/*.md', { cwd: repository })].sort();
const ci = readFileSync(join(repository, '.ci', 'run'), 'utf8');

describe.for(pages)('%s', (page) => {
  const steps = readSteps(readFileSync(join(repository, page), 'utf8'));

  test.runIf(steps.some(({ kind }) => kind !== 'ci'))(
    'a reader can do every step',
    async () => {
      const checkout = await readerCheckout(repository);
      try {
        const result = await x('bash', ['-c', pageScript(page, steps)], {
          timeout: 120_000,
          nodeOptions: {
            cwd: checkout.root,
            env: { PATH: `${join(repository, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}` },
          },
        });
        expect(result.exitCode, `${result.stdout}\n${result.stderr}`).toBe(0);
      } finally {
        await x('tideway', ['local', 'down'], { nodeOptions: { cwd: checkout.root } });
        checkout.remove();
      }
    },
    150_000,
  );

  test.runIf(steps.some(({ kind }) => kind === 'ci'))('what only CI can run, CI runs', () => {
    for (const { text } of steps.filter(({ kind }) => kind === 'ci')) {
      for (const command of text.split('\n')) expect(ci).toContain(command.replace(/\s+#.*$/, ''));
    }
  });

  test('every link to a file of the repository leads somewhere', async () => {
    const { brokenLinks } = await import('./broken-links.ts');
    expect(brokenLinks({ repository, page })).toEqual([]);
  });
});
