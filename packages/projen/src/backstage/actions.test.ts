import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { gitPush } from '../../backstage/actions.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tideway-actions-'));
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH']}`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** A program in the place of git. */
function insteadOfGit(script: string): void {
  writeFileSync(join(folder, 'git'), `#!/bin/sh\n${script}`);
  chmodSync(join(folder, 'git'), 0o755);
}

const push = (log: (line: string) => void, signal?: AbortSignal): Promise<void> =>
  gitPush.handler({
    workspacePath: folder,
    input: { url: 'https://example.com/portal' },
    logger: { info: log },
    ...(signal && { signal }),
  });

describe('what an action runs', () => {
  test('tells the task what it says, and fails with it', async () => {
    insteadOfGit('echo "$@"\necho no >&2\nexit 3\n');
    const log: string[] = [];
    await expect(push((line) => log.push(line))).rejects.toThrow(/^git ended with 3:\n[^]*no/);
    expect(log).toContain('push --quiet -- https://example.com/portal HEAD:refs/heads/main');
  });

  test('ends with the task when that is cancelled, and so does what it started', async () => {
    insteadOfGit('sleep 300 &\necho started\nwait\n');
    const cancel = new AbortController();
    // It says so when nobody holds its output any more, and sleep would for five minutes.
    await expect(push(() => cancel.abort(), cancel.signal)).rejects.toThrow(/^git was ended: .*abort/);
  });

  test('is not started for a task that was cancelled before', async () => {
    insteadOfGit('echo started\n');
    const log: string[] = [];
    await expect(push((line) => log.push(line), AbortSignal.abort())).rejects.toThrow(/abort/);
    expect(log).toEqual([]);
  });

  test('may be missing', async () => {
    vi.stubEnv('PATH', folder);
    await expect(push(() => undefined)).rejects.toThrow('spawn git ENOENT');
  });
});
