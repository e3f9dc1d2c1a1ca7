import { describe, expect, it } from 'vitest';
import type { HeldReason } from './delivery.ts';
import type { GeneratedFile } from './generated-tree.ts';
import { blobId } from './object-id.ts';
import { plan, type Plan, type PlanOptions } from './plan.ts';
import type { Candidate } from './tree-walk.ts';

/** One path: the generator's version last time and now, and the repository's; a mode other than 100644 stands before the text. */
interface Versions {
  readonly base?: string;
  readonly repository?: string;
  readonly generated?: string;
}

const marked = (value: string, marker = '"$imagepolicy": "shop:ui:tag"'): string =>
  `# head\nimages:\n  - name: ui\n    newTag: ${value} # {${marker}}\n`;

function planOf(paths: Readonly<Record<string, Versions>>, options: Partial<PlanOptions> = {}): Plan {
  const contents = new Map<string, Uint8Array>();
  const entry = (text: string): GeneratedFile => {
    const [, mode = '100644', content = ''] = /^(?:(\d{5,6}) )?(.*)$/s.exec(text) ?? [];
    const bytes = Buffer.from(content);
    const id = blobId(bytes);
    contents.set(id, bytes);
    return { mode: mode as GeneratedFile['mode'], id, bytes };
  };
  const candidates = Object.entries(paths).map(([path, { base, repository, generated }]): Candidate => ({
    path,
    ...(base !== undefined && { base: entry(base) }),
    ...(repository !== undefined && { repository: entry(repository) }),
    ...(generated !== undefined && { generated: entry(generated) }),
  }));
  return plan({ candidates, content: (id) => contents.get(id) ?? Buffer.alloc(0), ...options });
}

/** What becomes of each path: its content, `removed`, `stays`, or why it is held; `*` when it comes up again. */
function outcome(planned: Plan, paths: Readonly<Record<string, Versions>>): Record<string, string> {
  return Object.fromEntries(
    Object.keys(paths).map((path) => {
      const held = planned.held.find((item) => item.path === path);
      const write = planned.writes.get(path);
      const settled = planned.settled.some((candidate) => candidate.path === path);
      expect(settled).toBe(held === undefined);
      if (held !== undefined) return [path, held.reason];
      if (write !== undefined) {
        const text = Buffer.from(write.bytes).toString();
        return [path, write.mode === '100644' ? text : `${write.mode} ${text}`];
      }
      return [path, planned.removals.has(path) ? 'removed' : 'stays'];
    }),
  );
}

const heldAs = (reason: HeldReason): string => reason;

describe('one path', () => {
  const cases: readonly [string, Versions, string][] = [
    ['new in the model is added', { generated: 'n' }, 'n'],
    ['new in the model, and there already, is recorded', { generated: 'n', repository: 'n' }, 'stays'],
    [
      'new in the model, and there with other content, is held',
      { generated: 'n', repository: 'o' },
      heldAs('not-delivered-by-us'),
    ],
    [
      'untouched in the repository takes the new version',
      { base: 'b', repository: 'b', generated: 'n' },
      'n',
    ],
    [
      'unchanged by the generator keeps the repository’s version',
      { base: 'b', repository: 'o', generated: 'b' },
      'stays',
    ],
    [
      'changed to the same on both sides is recorded',
      { base: 'b', repository: 'n', generated: 'n' },
      'stays',
    ],
    [
      'changed on both sides is merged',
      { base: '1\n2\n3\n', repository: 'o\n2\n3\n', generated: '1\n2\nn\n' },
      'o\n2\nn\n',
    ],
    [
      'that people gave the generator’s change and one of their own stays',
      { base: '1\n2\n3\n', repository: 'n\n2\n', generated: 'n\n2\n3\n' },
      'stays',
    ],
    [
      'changed on both sides in one place is held',
      { base: 'b', repository: 'o', generated: 'n' },
      heldAs('lines-changed-on-both-sides'),
    ],
    ['dropped by the model and untouched is removed', { base: 'b', repository: 'b' }, 'removed'],
    [
      'dropped by the model and changed by people is held',
      { base: 'b', repository: 'o' },
      heldAs('changed-in-repository'),
    ],
    ['dropped by the model and deleted by people is gone', { base: 'b' }, 'stays'],
    ['deleted by people stays away', { base: 'b', generated: 'b' }, 'stays'],
    [
      'deleted by people and changed by the generator is held',
      { base: 'b', generated: 'n' },
      heldAs('deleted-in-repository'),
    ],
    ['made executable by people stays so', { base: 'b', repository: '100755 b', generated: 'n' }, '100755 n'],
    [
      'made executable by the generator becomes so',
      { base: 'b', repository: 'b', generated: '100755 b' },
      '100755 b',
    ],
    [
      'that people made a symbolic link is held',
      { base: 'b', repository: '120000 x', generated: 'n' },
      heldAs('in-the-way'),
    ],
    [
      'that people made a symbolic link stays one while the generator does not change it',
      { base: 'b', repository: '120000 x', generated: 'b' },
      'stays',
    ],
    [
      'that people made a submodule is held',
      { base: 'b', repository: '160000 x', generated: 'n' },
      heldAs('in-the-way'),
    ],
    [
      'dropped by the model and made a symbolic link is held',
      { base: 'b', repository: '120000 b2' },
      heldAs('changed-in-repository'),
    ],
    [
      'with CRLF of others takes the new version with CRLF',
      { base: '1\n2\n', repository: '1\r\n2\r\n', generated: '1\n3\n' },
      '1\r\n3\r\n',
    ],
    [
      'with CRLF of others is merged and keeps its CRLF',
      { base: '1\n2\n3\n', repository: 'o\r\n2\r\n3\r\n', generated: '1\n2\nn\n' },
      'o\r\n2\r\nn\r\n',
    ],
    [
      'dropped by the model and CRLF is all that people did is removed',
      { base: '1\n', repository: '1\r\n' },
      'removed',
    ],
    [
      'of bytes that are no text is held when both sides changed it',
      { base: 'b\0', repository: 'o\0', generated: 'n\0' },
      heldAs('lines-changed-on-both-sides'),
    ],
  ];
  it.each(cases)('%s', (_name, versions, expected) => {
    const paths = { 'a.txt': versions };
    expect(outcome(planOf(paths), paths)).toEqual({ 'a.txt': expected });
  });
});

describe('a held value', () => {
  const cases: readonly [string, Versions, string][] = [
    [
      'stays when the generator changes the line above it',
      { base: marked('0'), repository: marked('7'), generated: marked('0').replace('ui', 'web') },
      marked('7').replace('ui', 'web'),
    ],
    [
      'stays when only its first value in the model changed',
      { base: marked('0'), repository: marked('7'), generated: marked('1') },
      'stays',
    ],
    [
      'is taken from the model where the repository has none',
      { base: '# head\n', repository: '# head\n', generated: marked('0') },
      marked('0'),
    ],
    [
      'does not keep a dropped file from being removed',
      { base: marked('0'), repository: marked('7') },
      'removed',
    ],
    [
      'does not bring a deleted file back when its first value changes',
      { base: marked('0'), generated: marked('1') },
      'stays',
    ],
    [
      'of an adopted file stays with the file',
      { repository: marked('7'), generated: marked('0').replace('ui', 'web') },
      heldAs('not-delivered-by-us'),
    ],
    [
      'is all that an adopted file may differ by',
      { repository: marked('7'), generated: marked('0') },
      'stays',
    ],
    [
      'stays when its marker becomes another one',
      {
        base: marked('0'),
        repository: marked('7'),
        generated: marked('0', '"$tideway": "promoted:shop:ui:tag"'),
      },
      marked('7', '"$tideway": "promoted:shop:ui:tag"'),
    ],
    [
      'stays under the marker that people gave back to it',
      {
        base: marked('0', '"$tideway": "promoted:shop:ui:tag"'),
        repository: marked('7'),
        generated: `${marked('0', '"$tideway": "promoted:shop:ui:tag"')}more: 1\n`,
      },
      `${marked('7')}more: 1\n`,
    ],
    [
      'stays in quotes as it was',
      { base: marked('"0"'), repository: marked('"7"'), generated: marked('"0"').replace('ui', 'web') },
      marked('"7"').replace('ui', 'web'),
    ],
  ];
  it.each(cases)('%s', (_name, versions, expected) => {
    const paths = { 'a.yaml': versions };
    expect(outcome(planOf(paths), paths)).toEqual({ 'a.yaml': expected });
  });

  it('moves along with its file', () => {
    const paths = {
      'old.yaml': { base: marked('0'), repository: marked('7') },
      'new.yaml': { generated: marked('0') },
    };
    expect(outcome(planOf(paths), paths)).toEqual({ 'old.yaml': 'removed', 'new.yaml': marked('7') });
  });

  it('moves along into a file that is there already', () => {
    const kustomization = (images: string): string => `resources:\n  - a\n${images}`;
    const images = (tag: string): string => marked(tag).replace('# head\n', '');
    const paths = {
      'k.yaml': {
        base: kustomization(images('0')),
        repository: kustomization(images('7')),
        generated: kustomization(''),
      },
      'images.yaml': { base: 'x: 1\n', repository: 'x: 1\n', generated: `x: 1\n${images('0')}` },
    };
    expect(outcome(planOf(paths), paths)).toEqual({
      'k.yaml': kustomization(''),
      'images.yaml': `x: 1\n${images('7')}`,
    });
  });

  it('moves from the file that is most like the new one', () => {
    const paths = {
      'eu/ui.yaml': { base: marked('0'), repository: marked('7') },
      'us/ui.yaml': { base: marked('0'), repository: marked('8') },
      'sites/us/ui.yaml': { generated: marked('0') },
      'sites/eu/ui.yaml': { generated: marked('0') },
    };
    expect(outcome(planOf(paths), paths)).toMatchObject({
      'sites/us/ui.yaml': marked('8'),
      'sites/eu/ui.yaml': marked('7'),
    });
  });

  it('that could come from two files is held rather than guessed', () => {
    const paths = {
      'a.yaml': { base: marked('0'), repository: marked('7') },
      'b.yaml': { base: marked('0'), repository: marked('8') },
      'c.yaml': { generated: marked('0') },
    };
    expect(outcome(planOf(paths), paths)).toEqual({
      'a.yaml': 'held-value',
      'b.yaml': 'held-value',
      'c.yaml': 'held-value',
    });
  });

  it('stays where it is while the file that it moves to is held', () => {
    const paths = {
      'old.yaml': { base: marked('0'), repository: marked('7') },
      'new.yaml': { repository: 'by hand\n', generated: marked('0') },
    };
    expect(outcome(planOf(paths), paths)).toEqual({
      'old.yaml': 'held-value',
      'new.yaml': 'not-delivered-by-us',
    });
  });

  it('that the model no longer holds belongs to the generator again, which is told', () => {
    const plain = '# head\nimages:\n  - name: ui\n    newTag: 1.0.0\n';
    const paths = { 'a.yaml': { base: marked('0'), repository: marked('7'), generated: plain } };
    const planned = planOf(paths);
    expect(outcome(planned, paths)).toEqual({ 'a.yaml': plain });
    expect(planned.ownership).toEqual([
      { path: 'a.yaml', marker: '{"$imagepolicy": "shop:ui:tag"}', repository: '7' },
    ]);
  });
});

describe('a hold', () => {
  it('names the field, both values and the way out', () => {
    const file = (replicas: number): string => `kind: Deployment\nspec:\n  replicas: ${replicas}\n`;
    const paths = { 'a.yaml': { base: file(1), repository: file(2), generated: file(3) } };
    expect(planOf(paths).held).toEqual([
      {
        path: 'a.yaml',
        reason: 'field-changed-on-both-sides',
        field: 'spec.replicas',
        repository: '2',
        generator: '3',
        wayOut:
          "Take one version, --take generated a.yaml or --take repository a.yaml, or bring the repository's change into the model.",
      },
    ]);
  });

  const conflict = { 'a.yaml': { base: 'a: 1\n', repository: 'a: 2\n', generated: 'a: 3\n' } };
  it('ends with the decision for the generator', () => {
    const planned = planOf(conflict, { take: new Map([['a.yaml', 'generated']]) });
    expect(outcome(planned, conflict)).toEqual({ 'a.yaml': 'a: 3\n' });
  });

  it('ends with the decision for the repository', () => {
    const planned = planOf(conflict, { take: new Map([['a.yaml', 'repository']]) });
    expect(outcome(planned, conflict)).toEqual({ 'a.yaml': 'stays' });
    expect(planned.changes).toEqual([{ path: 'a.yaml', kind: 'kept' }]);
  });

  it('ends with the decision for the generator, which still leaves held values alone', () => {
    const paths = { 'a.yaml': { repository: marked('7'), generated: marked('0').replace('ui', 'web') } };
    const planned = planOf(paths, { adopt: 'generated' });
    expect(outcome(planned, paths)).toEqual({ 'a.yaml': marked('7').replace('ui', 'web') });
  });

  it.each([
    ['changed-in-repository', { base: 'b', repository: 'o' }, 'removed', 'stays'],
    ['deleted-in-repository', { base: 'b', generated: 'n' }, 'n', 'stays'],
    ['in-the-way', { base: 'b', repository: '120000 x', generated: 'n' }, 'n', 'stays'],
    ['not-delivered-by-us', { repository: 'o', generated: 'n' }, 'n', 'stays'],
  ])('for %s ends either way', (_reason, versions: Versions, generated, repository) => {
    const paths = { 'a.txt': versions };
    const decided = (side: 'generated' | 'repository'): Record<string, string> =>
      outcome(planOf(paths, { take: new Map([['a.txt', side]]) }), paths);
    expect(decided('generated')).toEqual({ 'a.txt': generated });
    expect(decided('repository')).toEqual({ 'a.txt': repository });
  });

  it('of a whole folder ends with one decision', () => {
    const paths = {
      'a.txt': { repository: 'o', generated: 'n' },
      'b.txt': { repository: 'x', generated: 'x' },
    };
    expect(outcome(planOf(paths, { adopt: 'repository' }), paths)).toEqual({
      'a.txt': 'stays',
      'b.txt': 'stays',
    });
    expect(outcome(planOf(paths, { adopt: 'generated' }), paths)).toEqual({ 'a.txt': 'n', 'b.txt': 'stays' });
  });
});
