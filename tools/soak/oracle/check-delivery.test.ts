import { describe, expect, it } from 'vitest';
import { changed } from '../model/changes.ts';
import { firstSpec, type Spec } from '../model/spec.ts';
import { snapshotOf, treeOf } from '../model/trees.ts';
import { Dice } from '../people/dice.ts';
import { checkDelivery } from './check-delivery.ts';
import { pathsOf, same, type Entry, type Snapshot } from './snapshot.ts';
import type { Transition } from './transition.ts';
import type { Rule } from './violation.ts';

const first = firstSpec(3);
const next = withVersion(first, 'db', 2);
const overlay = 'deploy/kubernetes/overlays/development/kustomization.yaml';
const db = 'deploy/kubernetes/base/db.yaml';
const tree = (spec: Spec): Snapshot => snapshotOf(treeOf(spec, 'tenant'));

function withVersion(spec: Spec, name: string, version: number): Spec {
  const pinned = { kind: 'pinned', version } as const;
  return {
    ...spec,
    services: spec.services.map((service) =>
      service.name === name ? { ...service, image: pinned } : service,
    ),
  };
}

function edited(snapshot: Snapshot, path: string, edit: (text: string) => string): Snapshot {
  const entry = snapshot.get(path);
  const text = entry?.bytes.toString() ?? '';
  const result = edit(text);
  if (result === text) throw new Error(`The edit of ${path} changes nothing.`);
  return new Map(snapshot).set(path, { mode: entry?.mode ?? '100644', bytes: Buffer.from(result) });
}

function without(snapshot: Snapshot, path: string): Snapshot {
  return new Map([...snapshot].filter(([other]) => other !== path));
}

const file = (text: string): Entry => ({ mode: '100644', bytes: Buffer.from(text) });

/** Rules that a delivery breaks which is told as it was, unless its report is given. */
function broken(transition: Partial<Transition>): readonly Rule[] {
  const base = transition.base ?? tree(first);
  const before = transition.before ?? base;
  const generated = transition.generated ?? tree(first);
  const after = transition.after ?? before;
  const changes = pathsOf(before, after)
    .filter((path) => !same(before.get(path), after.get(path)))
    .map((path) => ({
      path,
      kind: !before.has(path)
        ? ('added' as const)
        : after.has(path)
          ? ('updated' as const)
          : ('removed' as const),
    }));
  const told = { held: [], changes, ownership: [], take: new Map(), ...transition };
  return checkDelivery({ ...told, base, before, generated, after }).map(({ rule }) => rule);
}

const bumped = edited(tree(first), overlay, (text) => text.replace('main-0000000-0', 'main-abcdef0-7'));

describe('the oracle finds nothing wrong with', () => {
  it('a first delivery', () => {
    expect(broken({ base: new Map(), before: new Map(), after: tree(first) })).toEqual([]);
  });

  it('a delivery of what only the model changed, beside a tag of the robot', () => {
    const before = bumped;
    const after = edited(before, db, (text) => text.replace('db:1.1', 'db:1.2'));
    expect(broken({ before, generated: tree(next), after })).toEqual([]);
  });

  it('a merge of two fields of one file', () => {
    const before = edited(tree(first), db, (text) =>
      text.replace('revisionHistoryLimit: 3', 'revisionHistoryLimit: 9'),
    );
    const after = edited(before, db, (text) => text.replace('db:1.1', 'db:1.2'));
    expect(broken({ before, generated: tree(next), after })).toEqual([]);
  });

  it('a dropped file that nobody changed', () => {
    const dice = new Dice(1);
    const generated = tree(changed(first, 'remove-environment', dice));
    const gone = [...tree(first).keys()].filter((path) => !generated.has(path));
    expect(gone).not.toEqual([]);
    expect(broken({ generated, after: generated })).toEqual([]);
  });
});

describe('the oracle catches', () => {
  it('a tag that was set back', () => {
    expect(broken({ before: bumped, after: tree(first) })).toContain('held-value-changed');
  });

  it('a tag that was moved forwards', () => {
    const after = edited(bumped, overlay, (text) => text.replace('main-abcdef0-7', 'main-abcdef0-8'));
    expect(broken({ before: bumped, after })).toContain('held-value-changed');
  });

  it('a tag that did not move along with its file', () => {
    const environments = first.environments.map((one) => ({
      ...one,
      name: one.automated ? 'preview' : one.name,
    }));
    const generated = tree({ ...first, environments });
    expect(broken({ before: bumped, generated, after: generated })).toContain('held-value-changed');
  });

  it('a file of somebody that is gone', () => {
    const before = new Map(tree(first)).set('docs/notes.md', file('mine\n'));
    expect(broken({ before, after: tree(first) })).toContain('human-change-lost');
  });

  it('one byte of a file that the generator has nothing to say about', () => {
    const before = edited(tree(first), db, (text) => text.replaceAll('\n', '\r\n'));
    expect(broken({ before, after: tree(first) })).toContain('human-change-lost');
  });

  it('a field of somebody that was overwritten in a merge', () => {
    const before = edited(tree(first), db, (text) =>
      text.replace('revisionHistoryLimit: 3', 'revisionHistoryLimit: 9'),
    );
    expect(broken({ before, generated: tree(next), after: tree(next) })).toContain('human-change-lost');
  });

  it('a comment of somebody that was lost in a merge', () => {
    const before = edited(tree(first), db, (text) =>
      text.replace('revisionHistoryLimit: 3', 'revisionHistoryLimit: 3 # enough'),
    );
    expect(broken({ before, generated: tree(next), after: tree(next) })).toContain('human-change-lost');
  });

  it('a deleted file that came back', () => {
    const before = without(tree(first), db);
    expect(broken({ before, after: tree(first) })).toContain('human-change-lost');
  });

  it('an executable bit that was taken away', () => {
    const before = new Map(tree(first)).set(db, { ...(tree(first).get(db) ?? file('')), mode: '100755' });
    expect(broken({ before, generated: tree(next), after: tree(next) })).toContain('human-change-lost');
  });

  it('a change of the model that did not arrive', () => {
    expect(broken({ generated: tree(next) })).toContain('generated-change-missing');
  });

  it('a field that both sides changed and nothing was said', () => {
    const before = edited(tree(first), db, (text) => text.replace('db:1.1', 'db:1.7'));
    expect(broken({ before, generated: tree(next), after: before })).toContain('conflict-not-held');
    expect(broken({ before, generated: tree(next), after: tree(next) })).toContain('conflict-not-held');
  });

  it('a changed file that was removed because the model dropped it', () => {
    const before = edited(tree(first), db, (text) => text.replace('db:1.1', 'db:1.7'));
    const generated = tree({ ...first, services: first.services.filter(({ name }) => name !== 'db') });
    expect(broken({ before, generated, after: generated })).toContain('conflict-not-held');
  });

  it('what is held for no reason', () => {
    const held = [
      {
        path: db,
        reason: 'field-changed-on-both-sides' as const,
        field: 'spec.template.spec.containers[db].image',
        wayOut: 'Take one.',
      },
    ];
    expect(broken({ generated: tree(next), held })).toContain('held-without-reason');
  });

  it('what is held and was changed all the same', () => {
    const before = edited(tree(first), db, (text) => text.replace('db:1.1', 'db:1.7'));
    const held = [
      {
        path: db,
        reason: 'field-changed-on-both-sides' as const,
        field: 'spec.template.spec.containers[db].image',
        wayOut: 'Take one.',
      },
    ];
    expect(broken({ before, generated: tree(next), after: tree(next), held })).toContain('held-but-changed');
  });

  it('what is held without its field, its values or the way out', () => {
    const before = edited(tree(first), db, (text) => text.replace('db:1.1', 'db:1.7'));
    const held = {
      path: db,
      reason: 'field-changed-on-both-sides' as const,
      field: 'spec.template.spec.containers[db].image',
      repository: 'docker.io/library/db:1.7',
      generator: 'docker.io/library/db:1.2',
      wayOut: 'Take one.',
    };
    const told = (item: object): readonly Rule[] =>
      broken({ before, generated: tree(next), held: [{ ...held, ...item }] });
    expect(told({})).toEqual([]);
    expect(told({ wayOut: '' })).toContain('held-not-explained');
    expect(told({ field: 'spec.strategy', repository: 'docker.io/library/db:1.9' })).toContain(
      'held-not-explained',
    );
  });

  it('a report that leaves something out', () => {
    expect(broken({ generated: tree(next), after: tree(next), changes: [] })).toContain('report-wrong');
  });
});
