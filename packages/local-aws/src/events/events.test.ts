import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startForTest } from '../testing/start-for-test.ts';
import type { AwsEvent } from './aws-event.ts';
import { setLocalAwsSubscribers } from './subscriber-list.ts';

interface Receiver {
  readonly url: string;
  readonly events: readonly AwsEvent[];
  readonly headers: readonly IncomingHttpHeaders[];
  readonly bodies: readonly string[];
}

/** A subscriber that answers with the given statuses, one after the other, then with 200. */
async function startReceiver(...statuses: number[]): Promise<Receiver> {
  const events: AwsEvent[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const bodies: string[] = [];
  const server = createServer((incoming, outgoing) => {
    void text(incoming).then((body) => {
      bodies.push(body);
      events.push(JSON.parse(body) as AwsEvent);
      headers.push(incoming.headers);
      outgoing.writeHead(statuses.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, events, headers, bodies };
}

test('a push is told as EventBridge tells it, once per branch and tag', async () => {
  const receiver = await startReceiver();
  const subscribers = [{ url: receiver.url, headers: { authorization: 'Bearer token' } }];
  const { git } = await startForTest({ subscribers });
  const clone = await git.clone('flux-repo', 'clone');
  const first = await clone.commit('a', 'a');
  const second = await clone.commit('b', 'b');
  await clone.ok(
    'push',
    '--quiet',
    'origin',
    `${first}:refs/heads/main`,
    `${first}:refs/tags/v1`,
    `${first}:refs/heads/x`,
  );
  await clone.ok('push', '--quiet', 'origin', `${second}:refs/heads/main`, ':x');
  await vi.waitFor(() => expect(receiver.events).toHaveLength(5), { timeout: 5_000 });
  expect(receiver.events[0]).toEqual({
    version: '0',
    id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    'detail-type': 'CodeCommit Repository State Change',
    source: 'aws.codecommit',
    account: '111122223333',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
    region: 'us-west-2',
    resources: ['arn:aws:codecommit:us-west-2:111122223333:flux-repo'],
    detail: {
      event: 'referenceCreated',
      callerUserArn: 'arn:aws:iam::111122223333:user/local',
      repositoryName: 'flux-repo',
      repositoryId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      referenceType: 'branch',
      referenceName: 'main',
      referenceFullName: 'refs/heads/main',
      commitId: first,
    },
  });
  const told = receiver.events.map(({ detail }) =>
    [detail['event'], detail['referenceType'], detail['referenceName']].join(' '),
  );
  expect(told.sort()).toEqual([
    'referenceCreated branch main',
    'referenceCreated branch x',
    'referenceCreated tag v1',
    'referenceDeleted branch x',
    'referenceUpdated branch main',
  ]);
  const updated = receiver.events.find(({ detail }) => detail['event'] === 'referenceUpdated');
  expect(updated?.detail).toMatchObject({ oldCommitId: first, commitId: second });
  expect(receiver.headers.every(({ authorization }) => authorization === 'Bearer token')).toBe(true);
});

test('a refused push is not told of; of several refs only those that were taken', async () => {
  const { git, events } = await startForTest();
  const clone = await git.clone('flux-repo', 'clone');
  const first = await clone.commit('a', 'a');
  const second = await clone.commit('b', 'b');
  await clone.ok('push', '--quiet', 'origin', `${second}:refs/heads/main`);
  const push = await clone.run(
    'push',
    '--force',
    'origin',
    `${first}:refs/heads/main`,
    `${first}:refs/heads/other`,
  );
  expect(push.code).toBe(1);
  await vi.waitFor(() =>
    expect(events.map(({ detail }) => detail['referenceName'])).toEqual(['main', 'other']),
  );
});

test('a subscriber that fails for a moment gets every event, in order; one that refuses is reported', async () => {
  const receiver = await startReceiver(500, 503, 200, 400);
  const { git, log } = await startForTest({ subscribers: [{ url: receiver.url }] });
  const clone = await git.clone('flux-repo', 'clone');
  for (const name of ['a', 'b', 'c']) {
    const commit = await clone.commit(name, name);
    await clone.ok('push', '--quiet', 'origin', `${commit}:refs/heads/${name}`);
  }
  await vi.waitFor(() => expect(receiver.events).toHaveLength(5), { timeout: 10_000 });
  expect(receiver.events.map(({ detail }) => detail['referenceName'])).toEqual(['a', 'a', 'a', 'b', 'c']);
  await vi.waitFor(() =>
    expect(log).toContainEqual({
      type: 'trouble',
      where: 'events',
      message: `${receiver.url} did not take a CodeCommit Repository State Change event: answered 400.`,
    }),
  );
});

test('subscribers can be set while it runs, for one source or repository', async () => {
  const [wanted, other] = [await startReceiver(), await startReceiver()];
  const { aws, git, folder } = await startForTest();
  await aws.ensureRepository('other-repo');
  await setLocalAwsSubscribers(`${folder}/state`, [
    { url: wanted.url, source: 'aws.codecommit', repository: 'flux-repo' },
    { url: other.url, source: 'aws.ecr' },
  ]);
  for (const repository of ['other-repo', 'flux-repo']) {
    const clone = await git.clone(repository, repository);
    await clone.commit('a', 'a');
    await clone.ok('push', '--quiet', 'origin', 'HEAD:main');
  }
  await vi.waitFor(() => expect(wanted.events).toHaveLength(1));
  expect(wanted.events[0]?.detail['repositoryName']).toBe('flux-repo');
  expect(other.events).toEqual([]);
});

test("a subscriber with a key can tell that an event is nobody else's", async () => {
  const receiver = await startReceiver();
  const { git } = await startForTest({ subscribers: [{ url: receiver.url, signingKey: 'a key' }] });
  const clone = await git.clone('flux-repo', 'clone');
  await clone.commit('a', 'a');
  await clone.ok('push', '--quiet', 'origin', 'HEAD:main');
  await vi.waitFor(() => expect(receiver.bodies).toHaveLength(1));
  const expected = createHmac('sha256', 'a key')
    .update(receiver.bodies[0] ?? '')
    .digest('hex');
  expect(receiver.headers[0]?.['x-signature']).toBe(`sha256=${expected}`);
});

test.each(['https://127.0.0.1:1/', 'http://example.com/', 'http://127.0.0.1.example.com/', 'nonsense'])(
  'events do not leave the machine: %s is refused',
  async (url) => {
    const { folder } = await startForTest();
    await expect(setLocalAwsSubscribers(`${folder}/state`, [{ url }])).rejects.toThrow(`got "${url}"`);
  },
);
