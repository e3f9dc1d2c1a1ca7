import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { misquotes } from './excerpts.ts';
import { brokenLinks, linksOf } from './links.ts';
import { readSteps } from './page-steps.ts';
import { contains } from './printed.ts';
import { readerCheckout } from './reader-checkout.ts';
import { runPage } from './run-page.ts';

const repository = join(import.meta.dirname, '..', '..');
const pages = ['README.md', ...globSync('docs/**/*.md', { cwd: repository })].sort();
const read = (page: string): string => readFileSync(join(repository, page), 'utf8');
const ci = read('.ci/run')
  .split('\n')
  .map((line) => line.trim());

/** Milliseconds that a page may take. */
const pageTime = 300_000;

const compileCache = mkdtempSync(join(tmpdir(), 'tideway-pages-'));
afterAll(() => rmSync(compileCache, { recursive: true }));

describe.concurrent.for(pages)('%s', (page) => {
  const steps = readSteps(read(page));

  test.runIf(steps.some(({ kind }) => kind === 'run' || kind === 'apply')).concurrent(
    'a reader can do every step, and sees what the page shows',
    async ({ expect }) => {
      const checkout = await readerCheckout({ repository, compileCache });
      try {
        const { exitCode, printed } = await runPage({ steps, checkout, timeout: pageTime });
        const last = printed.at(-1);
        expect(exitCode, `${page}:${last?.step.line}:\n${last?.text}`).toBe(0);
        for (const { step, text } of printed) {
          if (step.prints === undefined || contains(text, step.prints)) continue;
          expect.soft(text, `${page}:${step.line} prints something else`).toBe(step.prints);
        }
      } finally {
        await checkout.remove();
      }
    },
    pageTime + 60_000,
  );

  test.runIf(steps.some(({ kind }) => kind === 'ci'))('what only CI can run, CI runs', () => {
    const commands = steps.filter(({ kind }) => kind === 'ci').flatMap(({ text }) => text.split('\n'));
    for (const command of commands) expect(ci).toContain(command.replace(/\s+#.*$/, ''));
  });

  test('every link leads to a file or a heading that is there', () => {
    expect(brokenLinks({ repository, page })).toEqual([]);
  });

  test('what it quotes from a file is in that file', () => {
    expect(misquotes({ markdown: read(page), read })).toEqual([]);
  });
});

test('docs/README.md leads to every page', () => {
  const linked = new Set(linksOf(read('docs/README.md')).map((url) => join('docs', url.split('#')[0] ?? '')));
  const unlinked = pages.filter((page) => page.startsWith('docs/') && !linked.has(page));
  expect(unlinked.filter((page) => page !== 'docs/README.md' && !/decisions\/\d/.test(page))).toEqual([]);
});
