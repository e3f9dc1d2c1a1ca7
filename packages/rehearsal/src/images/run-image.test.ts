import { readFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { claimFolder } from '../processes/claim-folder.ts';
import { FreePorts } from '../processes/free-ports.ts';
import { scratchFolder } from '../processes/scratch.test.fixture.ts';
import { Supervisor } from '../processes/supervisor.ts';
import { runImage, type RunningImage } from './run-image.ts';

const server = `
const says = () => JSON.stringify({ uid: process.getuid(), gid: process.getgid(), folder: process.cwd(), word: process.env.WORD, home: process.env.HOME ?? null });
require('node:http').createServer((_, answer) => answer.end(says())).listen(process.env.PORT, '127.0.0.1');
`;

async function supervise(): Promise<Supervisor> {
  const folder = await scratchFolder();
  const supervisor = new Supervisor(folder, (await claimFolder(folder)).record);
  onTestFinished(() => supervisor.close());
  return supervisor;
}

/** An image whose file system is this machine's own. */
async function run(supervisor: Supervisor, program: string, User = '10001:10001'): Promise<RunningImage> {
  return runImage({
    image: {
      root: '/',
      config: {
        User,
        Env: [`PATH=${process.env['PATH']}`, 'WORD=of the image'],
        Entrypoint: [process.execPath],
        Cmd: ['-e', program],
        WorkingDir: '/usr',
      },
    },
    name: 'image one',
    port: await new FreePorts().take(),
    settings: { EXTRA: 'yes' },
    supervisor,
    signal: AbortSignal.timeout(60_000),
  });
}

describe.runIf(process.getuid?.() === 0)('an image that is run', () => {
  test('has its user, folder, entry point and variables, and none of ours', async () => {
    const supervisor = await supervise();
    const running = await run(supervisor, server);
    expect(await (await fetch(running.url)).json()).toEqual({
      uid: 10001,
      gid: 10001,
      folder: '/usr',
      word: 'of the image',
      home: null,
    });
    await running.stop();
    await expect(fetch(running.url)).rejects.toThrow();
    expect(supervisor.processes.size).toBe(0);
  });

  test('whose user is a number that it does not list has group 0, as in a container', async () => {
    const supervisor = await supervise();
    const running = await run(supervisor, server, '10001');
    expect(await (await fetch(running.url)).json()).toMatchObject({ uid: 10001, gid: 0 });
    await running.stop();
  });

  test('whose user is a number that it lists has the group of that user', async () => {
    const [, , uid, gid] =
      readFileSync('/etc/passwd', 'utf8')
        .split('\n')
        .map((line) => line.split(':'))
        .find((fields) => Number(fields[3]) > 0) ?? [];
    const supervisor = await supervise();
    const running = await run(supervisor, server, uid);
    expect(await (await fetch(running.url)).json()).toMatchObject({ uid: Number(uid), gid: Number(gid) });
    await running.stop();
  });

  test('that ends says why, and ends nothing else', async () => {
    const supervisor = await supervise();
    await expect(
      run(supervisor, "console.error('SESSION_SECRET is missing'); process.exit(3);"),
    ).rejects.toThrow(/^image one has ended\. The last lines of [^]*SESSION_SECRET is missing$/);
    expect(supervisor.failed.aborted).toBe(false);
  });
});
