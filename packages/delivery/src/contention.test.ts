import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Contention } from './contention.ts';
import { Playground } from './playground.test.fixture.ts';

let remote: Playground;
beforeEach(() => {
  remote = new Playground();
});
afterEach(() => remote.close());

describe('a delivery beside somebody who pushes all the time', () => {
  it('gets in after more than ten attempts, and loses nothing', async () => {
    await remote.deliver({ 'a.yaml': 'a: 0\n' });
    const busy = 12;
    const delivery = await remote.deliver(
      { 'a.yaml': 'a: 1\n' },
      {
        onProgress: ({ kind, attempt }) => {
          if (kind === 'pushing' && attempt <= busy) remote.commit({ 'note.md': `${attempt}\n` });
        },
      },
    );
    expect(delivery).toMatchObject({ outcome: 'updated', pushed: true, attempts: busy + 1 });
    expect(remote.files()).toEqual({ 'a.yaml': 'a: 1\n', 'note.md': `${busy}\n` });
  }, 60_000);

  it('finds a gap in a steady beat', async () => {
    await remote.deliver({ 'a.yaml': 'a: 0\n' });
    const robot = await steadyPusher(remote, 0.15);
    try {
      for (const value of [1, 2, 3])
        expect(await remote.deliver({ 'a.yaml': `a: ${value}\n` })).toMatchObject({ pushed: true });
    } finally {
      robot.kill();
      await once(robot, 'exit');
    }
    const { 'a.yaml': ours, 'note.md': theirs } = remote.files();
    expect(ours).toBe('a: 3\n');
    const commits = remote.git('rev-list', '--count', '--author=robot', 'main').trim();
    expect(theirs).toBe(`${commits}\n`);
  }, 60_000);

  it('does not go on when pushes fail and nobody else moves the branch', async () => {
    await remote.deliver({ 'a.yaml': 'a: 0\n' });
    const folder = join(remote.url, 'refs', 'heads');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'main.lock'), '');
    const error: unknown = await remote.deliver({ 'a.yaml': 'a: 1\n' }).catch((problem: unknown) => problem);
    expect(error).toMatchObject({ code: 'contended' });
    expect((error as Error).message).toContain('and nobody has');
    expect(remote.files()).toEqual({ 'a.yaml': 'a: 0\n' });
  }, 60_000);
});

describe('contention', () => {
  const at = (commit: string) => new Map([['main', commit]]);
  const one = { url: 'https://example.com/repo', branch: 'main', environment: {} };

  it('ends when its time is over, with the number of attempts', () => {
    const contention = new Contention({ remote: one, patience: 0 });
    for (let attempt = 1; attempt < 10; attempt += 1)
      contention.look(attempt, at(`${attempt}`), at(`${attempt + 1}`));
    expect(() => contention.look(10, at('10'), at('11'))).toThrow('during each of 10 attempts');
  });

  it('begins again right after somebody else’s push, when it was outrun several times', async () => {
    const contention = new Contention({ remote: one });
    const answers = ['2', '2', '2', '3', '3'];
    const look = () => Promise.resolve({ heads: at(answers.shift() ?? 'over') });
    expect((await contention.wait(3, at('1'), look)).heads).toEqual(at('3'));
    expect(answers).toEqual(['3']);
  });

  it('asks once after a push that may have met another one by chance', async () => {
    const contention = new Contention({ remote: one });
    const answers = ['2', '3'];
    const look = () => Promise.resolve({ heads: at(answers.shift() ?? 'over') });
    expect((await contention.wait(1, at('1'), look)).heads).toEqual(at('2'));
  });

  it('does not wait for somebody who pushes no more', async () => {
    const contention = new Contention({ remote: one });
    expect((await contention.wait(9, at('1'), () => Promise.resolve({ heads: at('2') }))).heads).toEqual(
      at('2'),
    );
  });

  it('does not count attempts as long as there is time', () => {
    const contention = new Contention({ remote: one });
    expect(() => {
      for (let attempt = 1; attempt < 200; attempt += 1)
        contention.look(attempt, at(`${attempt}`), at(`${attempt + 1}`));
    }).not.toThrow();
  });
});

/** Somebody who commits a number that grows by one, every so many seconds, in a process of its own. */
async function steadyPusher(remote: Playground, seconds: number): Promise<ReturnType<typeof spawn>> {
  const script = `
    count=0
    while :; do
      head=$(git rev-parse refs/heads/main)
      blob=$(echo $((count + 1)) | git hash-object -w --stdin)
      tree=$({ git ls-tree main | grep -v note.md; printf '100644 blob %s\\tnote.md\\n' "$blob"; } | git mktree)
      commit=$(git commit-tree -p "$head" -m "note $((count + 1))" "$tree")
      git update-ref refs/heads/main "$commit" "$head" 2>/dev/null && count=$((count + 1)) && echo $count
      sleep ${seconds}
    done`;
  const child = spawn('sh', ['-c', script], {
    cwd: remote.url,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      PATH: process.env['PATH'],
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'robot',
      GIT_AUTHOR_EMAIL: 'robot@example.com',
      GIT_COMMITTER_NAME: 'robot',
      GIT_COMMITTER_EMAIL: 'robot@example.com',
    },
  });
  await once(child.stdout, 'data');
  return child;
}
