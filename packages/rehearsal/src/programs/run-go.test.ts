import { expect, test } from 'vitest';
import { runGo } from './run-go.ts';

const go = { version: 'go1.26.0', platform: 'linux/amd64', environment: process.env };

test('a build that takes too long says so, and that the next one goes on from there', async () => {
  const { ok, stderr } = await runGo({
    go: { ...go, program: process.execPath },
    directory: '/',
    arguments: ['-e', 'setInterval(() => {}, 1000)'],
    timeLimit: 200,
  });
  expect(ok).toBe(false);
  expect(stderr).toContain('Run this again');
});

test('what Go says stays as it is', async () => {
  const { ok, stderr } = await runGo({
    go: { ...go, program: process.execPath },
    directory: '/',
    arguments: ['-e', 'console.error("undefined: x"); process.exit(2)'],
  });
  expect({ ok, stderr }).toEqual({ ok: false, stderr: 'undefined: x\n' });
});
