import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { connectLocalAws } from '../connect.ts';
import { localAwsEnvironment } from '../environment.ts';
import { createRepository } from '../git/repository-store.ts';
import { stateDirectory } from '../state/state-directory.ts';
import { GitClient, TARGET, withPassword } from '../testing/git-client.ts';
import { scratchFolder } from '../testing/scratch.ts';
import { readDaemonState } from './daemon-state.ts';
import { processStartTime } from './process-identity.ts';
import { resetLocalAws } from './reset.ts';
import { startLocalAwsDaemon } from './start-daemon.ts';
import type { RunningLocalAws } from './status.ts';
import { localAwsStatus } from './status.ts';
import { stopLocalAwsDaemon } from './stop-daemon.ts';

const targets = [TARGET];

/** A folder whose daemon, if one is started, ends with the test. */
async function statePath(): Promise<{ readonly path: string; readonly folder: string }> {
  const folder = await scratchFolder();
  const path = join(folder, 'state');
  onTestFinished(async () => void (await stopLocalAwsDaemon(path)));
  return { path, folder };
}

function gitFor(status: RunningLocalAws, folder: string): GitClient {
  const aws = { credentials: status.credentials, environment: localAwsEnvironment(status) };
  return new GitClient({ aws, folder, environment: withPassword(status) });
}

test('it starts once, answers, and stops', async () => {
  const { path, folder } = await statePath();
  expect(await localAwsStatus(path)).toEqual({ running: false, stateDirectory: path });
  const [one, two] = await Promise.all([
    startLocalAwsDaemon({ stateDirectory: path, targets }),
    startLocalAwsDaemon({ stateDirectory: path, targets }),
  ]);
  expect(one).toEqual(two);
  expect(await localAwsStatus(path)).toEqual(one);
  await createRepository(stateDirectory(path), { ...TARGET, name: 'flux-repo' });
  await gitFor(one, folder).clone('flux-repo', 'clone');

  const connection = await connectLocalAws({ stateDirectory: path, targets });
  expect(connection.proxyUrl).toBe(one.proxyUrl);
  await connection.close();
  expect((await localAwsStatus(path)).running).toBe(true);
  const others = { stateDirectory: path, targets: [{ account: '444455556666', region: 'us-east-1' }] };
  await expect(startLocalAwsDaemon(others)).rejects.toThrow('runs already, without 444455556666/us-east-1');
  await expect(resetLocalAws(path)).rejects.toThrow('Stop it with "tideway local down"');

  expect(await stopLocalAwsDaemon(path)).toBe(true);
  expect(await processStartTime(one.pid)).toBeUndefined();
  expect(await stopLocalAwsDaemon(path)).toBe(false);
  await resetLocalAws(path);
  await resetLocalAws(path);
  await expect(stat(path)).rejects.toThrow('ENOENT');
});

test('killed at any moment of a push it loses no commit that was acknowledged, and starts again where it was', async () => {
  const { path, folder } = await statePath();
  let status = await startLocalAwsDaemon({ stateDirectory: path, targets });
  const { proxyUrl } = status;
  await createRepository(stateDirectory(path), { ...TARGET, name: 'flux-repo' });
  const clone = await gitFor(status, folder).clone('flux-repo', 'clone');
  let acknowledged = '';
  for (let round = 0; round < 6; round += 1) {
    const commit = await clone.commit(`file-${round}`, 'x'.repeat(100_000));
    const push = clone.run('push', '--quiet', 'origin', 'HEAD:main');
    setTimeout(() => process.kill(status.pid, 'SIGKILL'), 15 * round + Math.random() * 30);
    if ((await push).code === 0) acknowledged = commit;
    await expect.poll(() => processStartTime(status.pid)).toBeUndefined();
    expect(await localAwsStatus(path)).toEqual({ running: false, stateDirectory: path });
    status = await startLocalAwsDaemon({ stateDirectory: path, targets });
    // Shells that were set up for the daemon before go on with the new one.
    expect(status.proxyUrl).toBe(proxyUrl);
    const refs = await clone.ok('ls-remote', 'origin', 'refs/heads/main');
    const landed = refs.split('\t')[0] ?? '';
    if (acknowledged !== '') await clone.ok('merge-base', '--is-ancestor', acknowledged, landed);
  }
  await clone.ok('push', '--quiet', 'origin', 'HEAD:main');
  const fresh = await gitFor(status, folder).clone('flux-repo', 'fresh');
  expect(await fresh.ok('rev-parse', 'HEAD')).toBe(await clone.ok('rev-parse', 'HEAD'));
  await fresh.ok('fsck', '--full');
});

test("another process with the daemon's old id is not taken for it, nor ended", async () => {
  const { path } = await statePath();
  const { daemon } = stateDirectory(path);
  await startLocalAwsDaemon({ stateDirectory: path, targets });
  await stopLocalAwsDaemon(path);
  const entry = { pid: process.pid, startTime: 'another time', port: 1, targets };
  await writeFile(daemon, JSON.stringify(entry));
  expect((await localAwsStatus(path)).running).toBe(false);
  expect(await readDaemonState(stateDirectory(path))).toBeUndefined();
  await writeFile(daemon, JSON.stringify(entry));
  expect(await stopLocalAwsDaemon(path)).toBe(false);
});

test('a process that is there but does not answer is reported', async () => {
  const { path } = await statePath();
  const status = await startLocalAwsDaemon({ stateDirectory: path, targets });
  process.kill(status.pid, 'SIGSTOP');
  onTestFinished(() => void process.kill(status.pid, 'SIGCONT'));
  expect(await localAwsStatus(path)).toMatchObject({ running: false, unresponsive: status.pid });
  await expect(startLocalAwsDaemon({ stateDirectory: path, targets })).rejects.toThrow('does not answer');
  process.kill(status.pid, 'SIGCONT');
});

test('without a daemon a connection serves the same repositories from this process', async () => {
  const { path, folder } = await statePath();
  const connection = await connectLocalAws({ stateDirectory: path, targets });
  await connection.ensureRepository('flux-repo');
  const git = new GitClient({ aws: connection, folder, environment: withPassword(connection) });
  await git.clone('flux-repo', 'clone');
  await connection.close();
  expect(await localAwsStatus(path)).toEqual({ running: false, stateDirectory: path });
});

test('refusals are written to its log, secrets are not', async () => {
  const { path, folder } = await statePath();
  const status = await startLocalAwsDaemon({ stateDirectory: path, targets });
  const git = gitFor(status, folder);
  await git.run('ls-remote', 'https://git-codecommit.us-west-2.amazonaws.com/v1/repos/flux-repo');
  await git.run('ls-remote', 'https://example.com/x');
  const log = await readFile(stateDirectory(path).daemonLog, 'utf8');
  expect(log).toContain('"status":404');
  expect(log).toContain('"type":"refused","host":"example.com:443"');
  expect(log).not.toContain(status.credentials.secretAccessKey);
  expect((await stat(stateDirectory(path).daemonLog)).mode & 0o777).toBe(0o600);
});

test('it ends when its state directory is removed: nobody could find it any more', async () => {
  const { path } = await statePath();
  const { pid } = await startLocalAwsDaemon({ stateDirectory: path, targets });
  await rm(path, { recursive: true });
  await expect.poll(() => processStartTime(pid), { timeout: 20_000, interval: 100 }).toBeUndefined();
  await expect(stat(path)).rejects.toThrow('ENOENT');
});

test.runIf(process.platform === 'linux')(
  'it trusts whom its user trusts, and not itself: its builds ask others than local AWS',
  async () => {
    const { path, folder } = await statePath();
    onTestFinished(() => void vi.unstubAllEnvs());
    const trustedBy = async ({ pid }: RunningLocalAws) =>
      (await readFile(`/proc/${pid}/environ`, 'utf8'))
        .split('\0')
        .filter((line) => line.startsWith('NODE_EXTRA_CA_CERTS='));
    const company = join(folder, 'company.pem');
    await writeFile(company, '');
    vi.stubEnv('NODE_EXTRA_CA_CERTS', company);
    const first = await startLocalAwsDaemon({ stateDirectory: path, targets });
    expect(await trustedBy(first)).toEqual([`NODE_EXTRA_CA_CERTS=${company}`]);
    await stopLocalAwsDaemon(path);
    // As in a shell that was pointed at it.
    vi.stubEnv('NODE_EXTRA_CA_CERTS', first.caFile);
    expect(await trustedBy(await startLocalAwsDaemon({ stateDirectory: path, targets }))).toEqual([]);
  },
);
