import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HttpRemote, type Answer } from './http-remote.test.fixture.ts';
import { Playground } from './playground.test.fixture.ts';

let remote: Playground;
let http: HttpRemote;
/** Requests of the attempt that is being made. */
let requests: string[];
let gate: (request: string) => Answer | 'cut' | undefined;
beforeEach(async () => {
  remote = new Playground();
  requests = [];
  gate = () => undefined;
  http = await HttpRemote.open(remote, ({ method = '', url = '' }) => {
    const request = `${method} ${url.replace('/remote.git/', '')}`;
    requests.push(request);
    return gate(request);
  });
  await remote.deliver({ 'a.yaml': 'a: 0\n' });
});
afterEach(async () => {
  await http.close();
  remote.close();
});

/** A delivery that is outrun as many times. */
function outrun(times: number) {
  return remote.deliver(
    { 'a.yaml': 'a: 1\n' },
    {
      remote: { url: http.url, branch: 'main', environment: {} },
      onProgress: ({ kind, attempt }) => {
        if (kind !== 'pushing') return;
        requests.length = 0;
        if (attempt <= times) remote.commit({ 'note.md': `${attempt}\n` });
      },
    },
  );
}

const take = 'POST git-receive-pack';

describe('a delivery that somebody else was faster than', () => {
  it('moves the branch by its first request, and the copy of what was generated after it', async () => {
    expect(await outrun(2)).toMatchObject({ outcome: 'updated', pushed: true, attempts: 3 });
    expect(requests[0]).toBe(take);
    expect(remote.files()).toEqual({ 'a.yaml': 'a: 1\n', 'note.md': '2\n' });
    expect(remote.files('tideway/generated')).toEqual({ 'a.yaml': 'a: 1\n' });
    expect(remote.git('fsck', '--strict', '--no-dangling')).toBe('');
  });

  it('moves neither branch as long as it is outrun', async () => {
    const copy = remote.head('tideway/generated');
    const start = remote.head();
    const copies: string[] = [];
    gate = (request) => {
      if (request === take && requests.length === 1) copies.push(remote.head('tideway/generated'));
      return undefined;
    };
    expect(await outrun(3)).toMatchObject({ pushed: true, attempts: 4 });
    expect(copies).toEqual([copy, copy, copy]);
    expect(remote.git('rev-list', '--count', '--first-parent', `${start}..main`).trim()).toBe('4');
  });

  it('is in the branch once when the connection is cut after the remote took it', async () => {
    let cuts = 0;
    gate = (request) => (request === take && requests.length === 1 && (cuts += 1) === 1 ? 'cut' : undefined);
    expect(await outrun(1)).toMatchObject({ outcome: 'updated', pushed: true, attempts: 2 });
    expect(cuts).toBe(1);
    expect(remote.git('rev-list', '--count', '--merges', 'main').trim()).toBe('1');
    expect(remote.files()).toEqual({ 'a.yaml': 'a: 1\n', 'note.md': '1\n' });
  });

  it('is pushed by git where the remote answers something else', async () => {
    gate = (request) => (request === take && requests.length === 1 ? { status: 503 } : undefined);
    expect(await outrun(1)).toMatchObject({ outcome: 'updated', pushed: true, attempts: 2 });
    expect(remote.files()).toEqual({ 'a.yaml': 'a: 1\n', 'note.md': '1\n' });
  });

  it('tells what a hook of the remote said', async () => {
    const hook = join(remote.url, 'hooks', 'pre-receive');
    writeFileSync(hook, '#!/bin/sh\necho "frozen until Monday" >&2\nexit 1\n', { mode: 0o755 });
    await expect(outrun(1)).rejects.toMatchObject({
      code: 'push-refused',
      message: expect.stringContaining('frozen until Monday') as string,
    });
    expect(remote.files()).toEqual({ 'a.yaml': 'a: 0\n', 'note.md': '1\n' });
  });
});
