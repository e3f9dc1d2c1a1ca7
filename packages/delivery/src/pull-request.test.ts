import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliverOptions } from './deliver.ts';
import { Playground } from './playground.test.fixture.ts';
import type { PullRequest, PullRequestContent, PullRequests } from './pull-requests.ts';

const one = { 'a.yaml': 'a: 1\nx: 1\ny: 1\nz: 1\n', 'b.yaml': 'b: 1\n' };
const two = { 'a.yaml': 'a: 2\nx: 1\ny: 1\nz: 1\n', 'b.yaml': 'b: 1\n' };
const three = { 'a.yaml': 'a: 3\nx: 1\ny: 1\nz: 1\n', 'c.yaml': 'c: 1\n' };

/** Pull requests of a service that merges nothing by itself. */
class Desk implements PullRequests {
  readonly opened: PullRequestContent[] = [];
  #open: PullRequest | undefined;

  find(): Promise<PullRequest | undefined> {
    return Promise.resolve(this.#open);
  }

  open(content: PullRequestContent): Promise<PullRequest> {
    this.opened.push(content);
    this.#open = { id: String(this.opened.length), title: content.title };
    return Promise.resolve(this.#open);
  }

  close(): void {
    this.#open = undefined;
  }
}

let remote: Playground;
let desk: Desk;
let via: Partial<DeliverOptions>;
beforeEach(async () => {
  remote = new Playground();
  desk = new Desk();
  via = { via: 'pull-request', pullRequests: desk };
  await remote.deliver(one);
});
afterEach(() => {
  remote.close();
});

const people = ['-c', 'user.name=p', '-c', 'user.email=p@example.com'];

/** Merges the pull request in one of CodeCommit's three ways. */
function merge(way: 'fast-forward' | 'squash' | 'three-way'): void {
  const [main, delivery] = [remote.head(), remote.head('tideway/delivery')];
  const base = remote.git('merge-base', main, delivery).trim();
  if (way === 'fast-forward') {
    if (base !== main) throw new Error('no fast-forward');
    remote.git('update-ref', 'refs/heads/main', delivery);
  } else {
    const tree = remote.git('merge-tree', '--write-tree', main, delivery).trim();
    const parents = way === 'squash' ? ['-p', main] : ['-p', main, '-p', delivery];
    remote.git(
      'update-ref',
      'refs/heads/main',
      remote.git(...people, 'commit-tree', '-m', way, ...parents, tree).trim(),
    );
  }
  desk.close();
}

describe('a delivery by a pull request', () => {
  it('leaves the branch alone and opens one pull request', async () => {
    const main = remote.head();
    const delivery = await remote.deliver(two, via);
    expect(delivery).toMatchObject({ outcome: 'proposed', pushed: true, pullRequest: { id: '1' } });
    expect(remote.head()).toBe(main);
    expect(remote.files('tideway/delivery')).toEqual(two);
    expect(desk.opened).toMatchObject([
      { repository: 'microservices-repo', source: 'tideway/delivery', target: 'main' },
    ]);
  });

  it('does nothing the second time', async () => {
    await remote.deliver(two, via);
    const proposed = remote.head('tideway/delivery');
    expect(await remote.deliver(two, via)).toMatchObject({
      outcome: 'proposed',
      pushed: false,
      pullRequest: { id: '1' },
    });
    const elsewhere = { ...via, stateDirectory: `${remote.folder}/elsewhere` };
    expect(await remote.deliver(two, elsewhere)).toMatchObject({ outcome: 'proposed', pushed: false });
    expect(remote.head('tideway/delivery')).toBe(proposed);
    expect(desk.opened).toHaveLength(1);
  });

  it('brings the same pull request up to date when the model goes on, without rewriting it', async () => {
    await remote.deliver(two, via);
    const first = remote.head('tideway/delivery');
    expect(await remote.deliver(three, via)).toMatchObject({ outcome: 'proposed', pullRequest: { id: '1' } });
    expect(remote.files('tideway/delivery')).toEqual(three);
    expect(remote.git('merge-base', first, 'tideway/delivery').trim()).toBe(first);
    expect(desk.opened).toHaveLength(1);
  });

  it('takes along what happened on the branch meanwhile', async () => {
    await remote.deliver(two, via);
    remote.commit({ 'note.md': 'n\n' });
    await remote.deliver(two, via);
    expect(remote.files('tideway/delivery')).toEqual({ ...two, 'note.md': 'n\n' });
  });

  it.each(['fast-forward', 'squash', 'three-way'] as const)('goes on after a merge by %s', async (way) => {
    await remote.deliver(two, via);
    merge(way);
    expect(remote.files()).toEqual(two);
    expect(await remote.deliver(two, via)).toMatchObject({ outcome: 'unchanged', held: [] });
    expect(await remote.deliver(three, via)).toMatchObject({
      outcome: 'proposed',
      held: [],
      pullRequest: { id: '2' },
    });
    expect(remote.files('tideway/delivery')).toEqual(three);
    merge(way);
    const elsewhere = { stateDirectory: `${remote.folder}/elsewhere` };
    expect(await remote.deliver(one, elsewhere)).toMatchObject({ outcome: 'updated', held: [] });
    expect(remote.files()).toEqual(one);
  });

  it('goes on after a squash that people had worked beside', async () => {
    await remote.deliver(two, via);
    remote.commit({ 'b.yaml': 'b: theirs\n' });
    merge('squash');
    expect(await remote.deliver(three, via)).toMatchObject({ outcome: 'held', held: [{ path: 'b.yaml' }] });
    expect(remote.files('tideway/delivery')).toEqual({ ...three, 'b.yaml': 'b: theirs\n' });
  });

  it('leaves alone what people did after a squash, before anybody delivered again', async () => {
    await remote.deliver(two, via);
    merge('squash');
    remote.commit({ 'a.yaml': null });
    expect(await remote.deliver(two)).toMatchObject({ outcome: 'unchanged', held: [] });
    expect(remote.files()).toEqual({ 'b.yaml': two['b.yaml'] });
  });

  it.each(['here', 'elsewhere'])(
    'leaves a squash alone that people took back; delivered from %s',
    async (place) => {
      const there = { stateDirectory: `${remote.folder}/${place}` };
      await remote.deliver(one, there);
      await remote.deliver({ ...two, 'c.yaml': 'c: 1\n' }, { ...via, ...there });
      merge('squash');
      remote.commit({ 'a.yaml': one['a.yaml'] });
      remote.commit({ 'c.yaml': null });
      expect(await remote.deliver({ ...two, 'c.yaml': 'c: 1\n' }, there)).toMatchObject({ held: [] });
      expect(remote.files()).toEqual(one);
    },
  );

  it('that was merged into a history that is gone is proposed to the new one', async () => {
    await remote.deliver(two, via);
    merge('squash');
    const fresh = remote.git(...people, 'commit-tree', '-m', 'fresh', `${remote.head()}~1^{tree}`).trim();
    remote.git('update-ref', 'refs/heads/main', fresh);
    const elsewhere = { stateDirectory: `${remote.folder}/elsewhere`, adopt: 'generated' } as const;
    expect(await remote.deliver(two, elsewhere)).toMatchObject({ outcome: 'updated', held: [] });
    expect(remote.files()).toEqual(two);
  });

  it('of which nobody took notice does not stand in the way of a push', async () => {
    await remote.deliver(two, via);
    expect(await remote.deliver(two)).toMatchObject({ outcome: 'updated', held: [] });
    expect(remote.files()).toEqual(two);
    expect(await remote.deliver(two)).toMatchObject({ outcome: 'unchanged' });
  });

  it('keeps what reviewers committed to its branch', async () => {
    await remote.deliver(two, via);
    remote.commit({ 'a.yaml': 'a: 2\nx: 1\ny: 1\nz: reviewed\n' }, { branch: 'tideway/delivery' });
    await remote.deliver(two, via);
    await remote.deliver(three, via);
    expect(remote.files('tideway/delivery')).toEqual({
      ...three,
      'a.yaml': 'a: 3\nx: 1\ny: 1\nz: reviewed\n',
    });
  });

  it('is held when reviewers changed the same lines', async () => {
    await remote.deliver(two, via);
    const reviewed = remote.commit({ 'a.yaml': 'a: reviewed\nx: 1\n' }, { branch: 'tideway/delivery' });
    expect(await remote.deliver(three, via)).toMatchObject({
      outcome: 'held',
      pushed: false,
      held: [{ path: 'a.yaml', reason: 'lines-changed-on-both-sides' }],
    });
    expect(remote.head('tideway/delivery')).toBe(reviewed);
  });

  it('is refused where a branch of that name is somebody else’s', async () => {
    const theirs = remote.commit({ x: 'theirs\n' }, { branch: 'tideway/delivery' });
    await expect(remote.deliver(two, via)).rejects.toMatchObject({ code: 'pull-request-refused' });
    expect(remote.head('tideway/delivery')).toBe(theirs);
  });

  it('is refused for an empty repository', async () => {
    const empty = new Playground();
    try {
      await expect(empty.deliver(one, via)).rejects.toMatchObject({ code: 'pull-request-refused' });
      expect(empty.head()).toBe('');
    } finally {
      empty.close();
    }
  });
});
