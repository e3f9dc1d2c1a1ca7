import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Playground } from './playground.test.fixture.ts';

const one = { 'a.yaml': 'a: 1\n', 'b/c.yaml': 'c: 1\n' };
const two = { 'a.yaml': 'a: 2\n', 'b/c.yaml': 'c: 1\n' };

let remote: Playground;
let mirror: string;
beforeEach(async () => {
  remote = new Playground();
  await remote.deliver(one);
  mirror = join(remote.state, 'mirrors', 'microservices-repo.git');
});
afterEach(() => {
  remote.close();
});

function packs(): readonly string[] {
  return readdirSync(join(mirror, 'objects', 'pack')).map((name) => join(mirror, 'objects', 'pack', name));
}

function emptyFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
}

describe('a mirror', () => {
  const damages: readonly [string, () => void][] = [
    [
      'that is gone',
      () => {
        rmSync(mirror, { recursive: true });
      },
    ],
    [
      'without its objects',
      () => {
        rmSync(join(mirror, 'objects'), { recursive: true });
      },
    ],
    [
      'without its packs',
      () => {
        for (const pack of packs()) rmSync(pack);
      },
    ],
    [
      'with a pack cut short',
      () => {
        for (const pack of packs()) if (pack.endsWith('.pack')) truncateSync(pack, 20);
      },
    ],
    [
      'with an index of nonsense',
      () => {
        for (const pack of packs()) if (pack.endsWith('.idx')) writeFileSync(pack, 'nonsense');
      },
    ],
    [
      'without its HEAD',
      () => {
        rmSync(join(mirror, 'HEAD'));
      },
    ],
    [
      'with a HEAD of nonsense',
      () => {
        writeFileSync(join(mirror, 'HEAD'), 'nonsense');
      },
    ],
    [
      'with a configuration of nonsense',
      () => {
        appendFileSync(join(mirror, 'config'), '[[[');
      },
    ],
    [
      'with refs of nonsense',
      () => {
        writeFileSync(join(mirror, 'refs/remotes/origin/main'), 'nonsense');
      },
    ],
    [
      'with refs to nowhere',
      () => {
        writeFileSync(join(mirror, 'refs/remotes/origin/main'), `${'1'.repeat(40)}\n`);
      },
    ],
    [
      'with the lock files of a killed git',
      () => {
        for (const ref of [
          'refs/remotes/origin/main',
          'refs/tideway/delivered',
          'refs/tideway/generated',
          'packed-refs',
          'HEAD',
          'config',
        ]) {
          emptyFile(join(mirror, `${ref}.lock`));
        }
        emptyFile(join(mirror, 'objects/pack/tmp_pack_abcdef'));
      },
    ],
    [
      'that is a file',
      () => {
        rmSync(mirror, { recursive: true });
        writeFileSync(mirror, '');
      },
    ],
  ];

  it.each(damages)('%s is made again by the next delivery', async (_name, damage) => {
    damage();
    expect(await remote.deliver(two)).toMatchObject({ outcome: 'updated', held: [] });
    expect(remote.files()).toEqual(two);
  });

  it.each(damages)('%s is made again when somebody else has pushed', async (_name, damage) => {
    remote.commit({ 'note.md': 'n\n' });
    damage();
    expect(await remote.deliver(two)).toMatchObject({ outcome: 'updated', held: [] });
    expect(remote.files()).toEqual({ ...two, 'note.md': 'n\n' });
  });

  it('is not needed when there is nothing to do', async () => {
    rmSync(mirror, { recursive: true });
    expect(await remote.deliver(one)).toMatchObject({ outcome: 'unchanged' });
    expect(existsSync(mirror)).toBe(false);
  });

  it('stays small over many deliveries', async () => {
    for (let pack = 0; pack < 60; pack += 1)
      emptyFile(join(mirror, `objects/pack/pack-${String(pack).padStart(40, '0')}.pack`));
    expect(await remote.deliver(two)).toMatchObject({ outcome: 'updated' });
    expect(packs().filter((pack) => pack.endsWith('.idx'))).toHaveLength(1);
    expect(await remote.deliver(one)).toMatchObject({ outcome: 'updated' });
    expect(remote.files()).toEqual(one);
  });
});

describe('the memory of the last delivery', () => {
  const state = (): string => join(remote.state, 'deliveries', 'default', 'microservices-repo.json');
  const rewritten = (change: (text: string) => string): void => {
    writeFileSync(state(), change(readFileSync(state(), 'utf8')));
  };

  const damages: readonly [string, () => void][] = [
    [
      'that is cut short',
      () => {
        rewritten((text) => text.slice(0, 20));
      },
    ],
    [
      'that is empty',
      () => {
        rewritten(() => '');
      },
    ],
    [
      'of another format',
      () => {
        rewritten((text) => text.replace('"format":1', '"format":99'));
      },
    ],
    [
      'of another address',
      () => {
        rewritten((text) => text.replace('remote.git', 'other.git'));
      },
    ],
    [
      'with what killed deliveries left beside it',
      () => {
        emptyFile(`${state()}.123.new`);
        emptyFile(join(`${mirror}.123.new`, 'x'));
      },
    ],
  ];
  it.each(damages)('%s does no harm', async (_name, damage) => {
    damage();
    expect(await remote.deliver(one)).toMatchObject({ outcome: 'unchanged', pushed: false });
    expect(await remote.deliver(two)).toMatchObject({ outcome: 'updated', held: [] });
    expect(readdirSync(dirname(state()))).toEqual(['microservices-repo.json']);
    expect(readdirSync(dirname(mirror))).toEqual(['microservices-repo.git']);
  });

  it('is another one for each remote of one address', async () => {
    const named = { remote: { url: remote.url, branch: 'main', environment: {}, name: 'aws' } };
    expect(await remote.deliver(two, named)).toMatchObject({ outcome: 'updated' });
    expect(await remote.deliver(one)).toMatchObject({ outcome: 'updated' });
    expect(remote.files()).toEqual(one);
  });
});
