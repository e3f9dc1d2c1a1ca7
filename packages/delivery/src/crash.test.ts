import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { Playground, type Files } from './playground.test.fixture.ts';

const crashes = Number(process.env['TIDEWAY_CRASHES'] ?? 10);
const steps = ['looking', 'planning', 'writing', 'pushing'] as const;

function version(number: number): Files {
  return Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `folder-${index % 5}/${index}.yaml`,
      `version: ${number}\nfile: ${index}\n`,
    ]),
  );
}

/** Delivers in a process of its own, which is killed some milliseconds after it says that it has come to a step. */
async function deliverAndDie(
  remote: Playground,
  files: Files,
  step: string,
  milliseconds: number,
): Promise<void> {
  const file = join(remote.folder, 'files.json');
  writeFileSync(file, JSON.stringify(files));
  const script = join(import.meta.dirname, 'deliver.test.child.ts');
  const child = spawn(
    process.execPath,
    ['--conditions=@tideway/source', script, remote.url, remote.state, file],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exit = once(child, 'exit');
  for await (const chunk of child.stdout) {
    if (!String(chunk).split('\n').includes(step)) continue;
    await sleep(milliseconds);
    break;
  }
  child.kill('SIGKILL');
  await exit;
}

it(
  'a killed delivery is in the remote as a whole or not at all, and the next one heals without help',
  async () => {
    const remote = new Playground();
    try {
      await remote.deliver(version(0));
      for (let crash = 1; crash <= crashes; crash += 1) {
        const [before, after] = [version(crash - 1), version(crash)];
        const step = steps[crash % steps.length] ?? 'looking';
        const wait = Math.random() * 40;
        await deliverAndDie(remote, after, step, wait);
        const found = remote.files();
        const whole = [before, after].some((files) => isDeepStrictEqual(files, found));
        expect(`${step} + ${wait} ms: ${whole ? 'whole' : 'torn'}`).toBe(`${step} + ${wait} ms: whole`);
        if (crash % 3 === 0) remote.commit({ [`note-${crash}.md`]: 'n\n' });
        const healed = await remote.deliver(after);
        expect(['updated', 'unchanged']).toContain(healed.outcome);
        if (crash % 3 === 0) remote.commit({ [`note-${crash}.md`]: null });
        expect(remote.files()).toEqual(after);
        expect(await remote.deliver(after)).toMatchObject({ outcome: 'unchanged', pushed: false });
      }
      expect(remote.git('fsck', '--strict', '--no-dangling')).toBe('');
      expect(readdirSync(join(remote.state, 'locks', 'default'))).toEqual([]);
      expect(readdirSync(join(remote.state, 'deliveries', 'default'))).toEqual(['microservices-repo.json']);
    } finally {
      remote.close();
    }
  },
  30_000 + crashes * 20_000,
);

it('what a killed delivery left beside its lock is gone after the next one', async () => {
  const remote = new Playground();
  try {
    await remote.deliver(version(0));
    const locks = join(remote.state, 'locks', 'default');
    // Above the largest id of a process that Linux gives.
    writeFileSync(join(locks, 'microservices-repo.lock.4194305.x1y2z3'), '4194305 1\n');
    await remote.deliver(version(1));
    expect(readdirSync(locks)).toEqual([]);
  } finally {
    remote.close();
  }
});
