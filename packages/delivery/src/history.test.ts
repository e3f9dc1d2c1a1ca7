import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Playground } from './playground.test.fixture.ts';

const one = { 'a.yaml': 'a: 1\nx: 1\ny: 1\nz: 1\n', 'b.yaml': 'b: 1\n' };
const two = { 'a.yaml': 'a: 2\nx: 1\ny: 1\nz: 1\n', 'b.yaml': 'b: 1\n' };

let remote: Playground;
beforeEach(async () => {
  remote = new Playground();
  await remote.deliver(one);
});
afterEach(() => {
  remote.close();
});

/** Merges two commits of the remote as people do it; the first parent is theirs. */
function merge(first: string, second: string, tree = second): string {
  const id = remote
    .git(
      '-c',
      'user.name=p',
      '-c',
      'user.email=p@example.com',
      'commit-tree',
      '-m',
      'Merge',
      '-p',
      first,
      '-p',
      second,
      `${tree}^{tree}`,
    )
    .trim();
  remote.git('update-ref', 'refs/heads/main', id);
  return id;
}

/** One commit with the content of another, as a squash makes it. */
function squash(onto: string, content: string, message = 'Squash'): string {
  return remote
    .git(
      '-c',
      'user.name=p',
      '-c',
      'user.email=p@example.com',
      'commit-tree',
      '-m',
      message,
      '-p',
      onto,
      `${content}^{tree}`,
    )
    .trim();
}

describe('the base of a delivery is found', () => {
  it('when people pulled and merged, so that the delivery is no first parent', async () => {
    const before = remote.head();
    remote.git('branch', 'people', before);
    await remote.deliver(two);
    const theirs = remote.commit({ 'note.md': 'n\n' }, { branch: 'people' });
    merge(theirs, remote.head(), remote.head());
    remote.commit({ 'note.md': 'n\n' });
    // Against the older delivery, "a: 1" would be what the generator gave last, and nothing would happen.
    const back = await remote.deliver(one, { stateDirectory: `${remote.folder}/elsewhere` });
    expect(back).toMatchObject({ outcome: 'updated', held: [] });
    expect(remote.files()).toEqual({ ...one, 'note.md': 'n\n' });
  });

  it('when the delivery commit was squashed away but its message was kept', async () => {
    const [before, delivered] = [remote.head(), (await remote.deliver(two)).after ?? ''];
    const message = remote.git('log', '-1', '--format=%B', delivered);
    remote.git('update-ref', 'refs/heads/main', squash(before, delivered, message));
    const elsewhere = { stateDirectory: `${remote.folder}/elsewhere` };
    expect(await remote.deliver(two, elsewhere)).toMatchObject({ outcome: 'unchanged' });
    expect(await remote.deliver(one, elsewhere)).toMatchObject({ outcome: 'updated', held: [] });
    expect(remote.files()).toEqual(one);
  });

  it('when the delivery commit was squashed away together with its message', async () => {
    const [before, delivered] = [remote.head(), (await remote.deliver(two)).after ?? ''];
    remote.git('update-ref', 'refs/heads/main', squash(before, delivered));
    const elsewhere = { stateDirectory: `${remote.folder}/elsewhere` };
    expect(await remote.deliver(one, elsewhere)).toMatchObject({ outcome: 'updated', held: [] });
    expect(remote.files()).toEqual(one);
  });

  it('whatever a commit claims that has no such parent', async () => {
    const delivered = remote.head();
    const note = remote.commit({ 'note.md': 'n\n' });
    const forged = squash(note, note, `Forged\n\nTideway-Generated: ${delivered}\n`);
    remote.git('update-ref', 'refs/heads/main', forged);
    const elsewhere = { stateDirectory: `${remote.folder}/elsewhere` };
    expect(await remote.deliver(two, elsewhere)).toMatchObject({ outcome: 'updated', held: [] });
    expect(remote.files()).toEqual({ ...two, 'note.md': 'n\n' });
  });

  it('by two who know nothing of each other', async () => {
    const a = { stateDirectory: `${remote.folder}/a` };
    const b = { stateDirectory: `${remote.folder}/b` };
    expect(await remote.deliver(two, a)).toMatchObject({ outcome: 'updated' });
    expect(await remote.deliver(two, b)).toMatchObject({ outcome: 'unchanged' });
    expect(await remote.deliver(one, b)).toMatchObject({ outcome: 'updated' });
    expect(await remote.deliver(one, a)).toMatchObject({ outcome: 'unchanged' });
    expect(remote.files()).toEqual(one);
  });
});

describe('a rewritten history', () => {
  const elsewhere = (): { stateDirectory: string } => ({ stateDirectory: `${remote.folder}/elsewhere` });

  it.each([
    ['remembered here', () => ({})],
    ['known from the copy of the generator’s output', elsewhere],
  ])('is refused, as %s, and nothing changes', async (_how, options) => {
    const before = remote.head();
    await remote.deliver(two);
    remote.git('update-ref', 'refs/heads/main', before);
    await expect(remote.deliver(two, options())).rejects.toMatchObject({
      code: 'history-rewritten',
      next: expect.stringContaining('--adopt') as string,
    });
    expect(remote.head()).toBe(before);
  });

  it('that has nothing to do with the former one is refused, and nothing changes', async () => {
    remote.git('update-ref', '-d', 'refs/heads/main');
    const unrelated = remote.commit({ 'other.txt': 'x\n' });
    await expect(remote.deliver(two)).rejects.toMatchObject({ code: 'history-rewritten' });
    await expect(remote.deliver(two, elsewhere())).rejects.toMatchObject({ code: 'history-rewritten' });
    expect(remote.head()).toBe(unrelated);
  });

  it('is gone on with when somebody decides so', async () => {
    const before = remote.head();
    await remote.deliver(two);
    remote.git('update-ref', 'refs/heads/main', before);
    expect(await remote.deliver(two, { adopt: 'repository' })).toMatchObject({
      outcome: 'updated',
      held: [],
    });
    expect(remote.files()).toEqual(two);
    expect(await remote.deliver(two)).toMatchObject({ outcome: 'unchanged' });
  });

  it('of a repository that was made again from nothing is a first delivery', async () => {
    for (const branch of ['main', 'tideway/generated'])
      remote.git('update-ref', '-d', `refs/heads/${branch}`);
    expect(await remote.deliver(two)).toMatchObject({ outcome: 'created' });
    expect(remote.files()).toEqual(two);
  });
});

describe('the branch', () => {
  it('that does not exist, while others do, is told with their names', async () => {
    remote.git('branch', '-m', 'main', 'trunk');
    remote.git('symbolic-ref', 'HEAD', 'refs/heads/trunk');
    await expect(remote.deliver(two)).rejects.toMatchObject({
      code: 'branch-missing',
      message: `${remote.url} has no branch main; it has tideway/generated, trunk (default).`,
    });
    expect(remote.head('trunk')).not.toBe('');
    expect(remote.head('main')).toBe('');
  });

  it('may have any name', async () => {
    remote.git('branch', '-m', 'main', 'trunk');
    const trunk = { url: remote.url, branch: 'trunk', environment: {} };
    expect(await remote.deliver(two, { remote: trunk })).toMatchObject({
      outcome: 'updated',
      branch: 'trunk',
    });
    expect(remote.files('trunk')).toEqual(two);
  });

  it('only ever goes forward', async () => {
    const heads = [remote.head()];
    remote.git('config', 'receive.denyNonFastForwards', 'true');
    for (const files of [two, one, two]) {
      remote.commit({ [`note-${heads.length}.md`]: 'n\n' });
      heads.push(remote.head());
      await remote.deliver(files);
      heads.push(remote.head());
    }
    const reachable = remote.git('rev-list', 'main').split('\n');
    expect(heads.filter((head) => !reachable.includes(head))).toEqual([]);
    expect(remote.git('rev-list', '--count', 'tideway/generated').trim()).toBe('4');
  });
});
