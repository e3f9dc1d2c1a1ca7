import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { processStartTime } from './daemon/process-identity.ts';
import { localAwsHttpsAgent } from './https-agent.ts';
import { startLocalAws } from './start.ts';
import { GitClient, passwordFor, repositoryUrl, TARGET, withPassword } from './testing/git-client.ts';
import { scratchFolder } from './testing/scratch.ts';
import { startForTest } from './testing/start-for-test.ts';

test('everything wrong with the targets is said at once, and nothing is made', async () => {
  const folder = await scratchFolder();
  const stateDirectory = join(folder, 'state');
  const targets = [
    { account: '123', region: 'us-west-2' },
    { account: '111122223333', region: 'Oregon' },
  ];
  await expect(startLocalAws({ stateDirectory, targets })).rejects.toThrow(
    /targets\[0\]\.account: expected twelve digits, got "123"\ntargets\[1\]\.region: expected an AWS region .*"Oregon"/,
  );
  await expect(startLocalAws({ stateDirectory, targets: [] })).rejects.toThrow('expected at least one');
  const events = { stateDirectory, targets: [TARGET], subscribers: [{ url: 'http://example.com' }] };
  await expect(startLocalAws(events)).rejects.toThrow('loopback only');
  expect(await readdir(folder)).toEqual([]);
});

test('a state directory that can not be made is named', async () => {
  const folder = await scratchFolder();
  await writeFile(join(folder, 'file'), '');
  const stateDirectory = join(folder, 'file', 'state');
  const starting = startLocalAws({ stateDirectory, targets: [TARGET] });
  await expect(starting).rejects.toThrow(`Local AWS can't keep its state in ${stateDirectory}: ENOTDIR`);
});

test('repositories are made once, also by many at the same moment, and live on in the state directory', async () => {
  const { aws, folder } = await startForTest();
  const made = await Promise.all(Array.from({ length: 8 }, () => aws.ensureRepository('app-repo')));
  expect(made.filter(Boolean)).toHaveLength(1);
  await aws.close();
  const again = await startLocalAws({ stateDirectory: join(folder, 'state'), targets: [TARGET] });
  expect(await again.ensureRepository('app-repo')).toBe(false);
  expect(again.credentials).toEqual(aws.credentials);
  await again.close();
  await expect(again.ensureRepository('../x')).rejects.toThrow(
    "can't be the name of a CodeCommit repository",
  );
});

test('two programs serve one state directory at the same time', async () => {
  const { aws, git, folder } = await startForTest();
  const other = await startLocalAws({ stateDirectory: join(folder, 'state'), targets: [TARGET] });
  const clone = await git.clone('flux-repo', 'clone');
  const commit = await clone.commit('a', 'a');
  await clone.ok('push', '--quiet', 'origin', 'HEAD:main');
  const elsewhere = new GitClient({ aws: other, folder, environment: withPassword(other) });
  const seen = await (await elsewhere.clone('flux-repo', 'other')).ok('rev-parse', 'HEAD');
  expect(seen).toBe(commit);
  expect(other.proxyUrl).not.toBe(aws.proxyUrl);
  await other.close();
});

test('closing leaves nothing running: a push that hangs is ended with its children', async () => {
  const { aws, git, folder } = await startForTest();
  const hook = join(aws.repositoryPath('flux-repo'), 'hooks', 'pre-receive');
  const pidFile = join(folder, 'pid');
  await writeFile(hook, `#!/bin/sh\necho $$ > '${pidFile}'\nsleep 60\n`);
  await chmod(hook, 0o755);
  const clone = await git.clone('flux-repo', 'clone');
  await clone.commit('a', 'a');
  const push = clone.run('push', 'origin', 'HEAD:main');
  let pid = '';
  while (pid === '') {
    await sleep(20);
    pid = (await readFile(pidFile, 'utf8').catch(() => '')).trim();
  }
  await Promise.all([aws.close(), aws.close()]);
  expect((await push).code).not.toBe(0);
  expect(await processStartTime(Number(pid))).toBeUndefined();
  expect(await git.ok('--git-dir', aws.repositoryPath('flux-repo'), 'for-each-ref')).toBe('');
});

test('a client that goes away ends the git behind it', async () => {
  const { aws, git, folder, log } = await startForTest();
  const hook = join(aws.repositoryPath('flux-repo'), 'hooks', 'pre-receive');
  const marker = join(folder, 'began');
  await writeFile(hook, `#!/bin/sh\n: > '${marker}'\nsleep 60\n`);
  await chmod(hook, 0o755);
  const clone = await git.clone('flux-repo', 'clone');
  await clone.commit('a', 'a');
  const push = clone.run(
    '-c',
    'http.lowSpeedLimit=1',
    '-c',
    'http.lowSpeedTime=1',
    'push',
    'origin',
    'HEAD:main',
  );
  expect((await push).code).not.toBe(0);
  await expect
    .poll(() => log.filter(({ type }) => type === 'trouble'))
    .toMatchObject([{ message: expect.stringContaining('client gone') as string }]);
  expect(await readdir(folder)).toContain('began');
});

test('a client that breaks a clone off ends the git behind it', async () => {
  const { aws, git, log } = await startForTest();
  const clone = await git.clone('flux-repo', 'clone');
  const noise = Buffer.from(crypto.getRandomValues(new Uint8Array(65_536))).toString('hex');
  await clone.commit(
    'large',
    Array.from({ length: 150 }, (_, index) => noise.slice(index) + index).join('\n'),
  );
  await clone.ok('-c', 'core.compression=0', 'push', '--quiet', 'origin', 'HEAD:main');
  const url = `${repositoryUrl('flux-repo')}/git-upload-pack`;
  const want = await clone.ok('rev-parse', 'HEAD');
  const line = (text: string) => (text.length + 4).toString(16).padStart(4, '0') + text;
  const body = `${line('command=fetch')}0001${line(`want ${want}\n`)}${line('done\n')}0000`;
  const login = Buffer.from(`${aws.credentials.accessKeyId}:${passwordFor(aws)}`).toString('base64');
  const agent = await localAwsHttpsAgent(aws);
  const headers = {
    authorization: `Basic ${login}`,
    'content-type': 'application/x-git-upload-pack-request',
    'git-protocol': 'version=2',
  };
  await new Promise<void>((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', agent, headers });
    outgoing.once('response', (response) => response.once('data', () => resolve(void response.destroy())));
    outgoing.once('error', reject);
    outgoing.end(body);
  });
  agent.destroy();
  await expect
    .poll(() => log.filter(({ type }) => type === 'trouble'))
    .toMatchObject([{ message: expect.stringContaining('client gone') as string }]);
});
