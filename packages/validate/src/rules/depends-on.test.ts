import { expect, test } from 'vitest';
import { findingsOf } from '../validate-files.test.data.ts';

/** A cluster of Kustomizations, each given as `name: what it depends on`. */
function cluster(dependencies: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  const documents = Object.entries(dependencies).map(
    ([name, others]) =>
      `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: ${name}, namespace: flux-system}\nspec:\n  dependsOn: [${others.map((other) => `{name: ${other}}`).join(', ')}]\n`,
  );
  return { 'flux-repo/clusters/dev/all.yaml': documents.join('---\n') };
}

test('a circle is told once, with its way', async () => {
  const findings = await findingsOf(
    'depends-on-cycle',
    cluster({ a: ['b'], b: ['c'], c: ['d', 'a'], d: [] }),
  );
  expect(findings).toMatchObject([
    { message: 'depends on itself: flux-system/a → flux-system/b → flux-system/c → flux-system/a' },
  ]);
});

test('two circles are told, and one object that depends on itself', async () => {
  const findings = await findingsOf(
    'depends-on-cycle',
    cluster({ a: ['b'], b: ['a'], c: ['d'], d: ['c'], e: ['e'] }),
  );
  expect(findings).toHaveLength(3);
});

test('several ways to one object are no circle', async () => {
  const findings = await findingsOf(
    'depends-on-cycle',
    cluster({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }),
  );
  expect(findings).toEqual([]);
});

test('what is missing is told with the cluster that misses it', async () => {
  const findings = await findingsOf('depends-on-missing', cluster({ a: ['b', 'gone'], b: [] }));
  expect(findings).toMatchObject([
    { field: 'spec.dependsOn[1]', message: 'depends on flux-system/gone, which dev does not have' },
  ]);
});

test('an object of another cluster does not count', async () => {
  const [dev, test] = [cluster({ a: ['b'] }), cluster({ b: [] })];
  const files = {
    ...dev,
    'flux-repo/clusters/test/all.yaml': test['flux-repo/clusters/dev/all.yaml'] ?? '',
  };
  expect(await findingsOf('depends-on-missing', files)).toHaveLength(1);
});

test('health checks are as good as wait', async () => {
  const files = cluster({ a: ['b'], b: [] });
  const text = files['flux-repo/clusters/dev/all.yaml'] ?? '';
  expect(await findingsOf('flux-missing-wait', files)).toMatchObject([
    { object: 'kustomize.toolkit.fluxcd.io/v1 Kustomization flux-system/b' },
  ]);
  const checked = `${text}  healthChecks: [{apiVersion: apps/v1, kind: Deployment, name: a, namespace: a}]\n`;
  expect(await findingsOf('flux-missing-wait', { 'flux-repo/clusters/dev/all.yaml': checked })).toEqual([]);
});
