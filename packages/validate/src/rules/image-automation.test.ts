import { describe, expect, test } from 'vitest';
import { findingsOf } from '../validate-files.test.data.ts';
import { automatedTenant } from './image-automation.example.ts';

const overlay = 'microservices-repo/deploy/overlays/development/kustomization.yaml';
const automation = 'flux-repo/clusters/dev/automation.yaml';
const policy = 'flux-repo/clusters/dev/policy.yaml';

describe('marker-without-policy', () => {
  test('an automation has to look at the file', async () => {
    const elsewhere = automatedTenant[automation].replace('/development', '/testing');
    expect(
      await findingsOf('marker-without-policy', { ...automatedTenant, [automation]: elsewhere }),
    ).toMatchObject(
      [
        {
          path: 'deploy/overlays/development/kustomization.yaml',
          line: 5,
          message: /no ImageUpdateAutomation/,
        },
      ].map(({ message, ...rest }) => ({ ...rest, message: expect.stringMatching(message) as string })),
    );
  });

  test('an automation of another namespace does not', async () => {
    const other = automatedTenant[automation].replaceAll('namespace: sock-shop', 'namespace: other');
    expect(
      await findingsOf('marker-without-policy', { ...automatedTenant, [automation]: other }),
    ).toHaveLength(1);
  });

  test('a marker that stands behind no value is idle', async () => {
    const marked = `${automatedTenant[overlay]}# {"$imagepolicy": "sock-shop:front-end:tag"}\n`;
    expect(
      await findingsOf('marker-without-policy', { ...automatedTenant, [overlay]: marked }),
    ).toMatchObject([
      { line: 6, message: 'a marker stands behind no value, so nothing is ever written there' },
    ]);
  });

  test('a tenant’s repository alone can not be judged', async () => {
    expect(await findingsOf('marker-without-policy', { [overlay]: automatedTenant[overlay] })).toEqual([]);
  });

  test.each(['sock-shop:front-end', 'sock-shop:front-end:name', 'sock-shop:front-end:digest'])(
    '%s',
    async (marker) => {
      const marked = automatedTenant[overlay].replace('sock-shop:front-end:tag', marker);
      expect(await findingsOf('marker-without-policy', { ...automatedTenant, [overlay]: marked })).toEqual(
        [],
      );
    },
  );
});

describe('policy-without-marker', () => {
  test('the flux-repo alone can not be judged', async () => {
    expect(await findingsOf('policy-without-marker', { [policy]: automatedTenant[policy] })).toEqual([]);
  });

  test('a marker in any repository counts', async () => {
    const moved = {
      ...automatedTenant,
      [overlay]: 'resources:\n  - ../../base\n',
      'flux-repo/somewhere/values.yaml': 'tag: x # {"$imagepolicy": "sock-shop:front-end:tag"}\n',
    };
    expect(await findingsOf('policy-without-marker', moved)).toEqual([]);
  });
});

describe('overlapping-automations', () => {
  const second = (change: (text: string) => string): Record<string, string> => ({
    ...automatedTenant,
    'flux-repo/clusters/dev/second.yaml': change(
      (automatedTenant[automation].split('---\n')[1] ?? '').replace('name: sock-shop\n', 'name: second\n'),
    ),
  });

  test('the same path, and one inside of the other', async () => {
    expect(
      await findingsOf(
        'overlapping-automations',
        second((text) => text),
      ),
    ).toHaveLength(1);
    const inside = second((text) => text.replace('/development', '/development/more'));
    expect(await findingsOf('overlapping-automations', inside)).toHaveLength(1);
    const all = second((text) => text.replace(/ {2}update:\n.*\n/, ''));
    expect(await findingsOf('overlapping-automations', all)).toHaveLength(1);
  });

  test('another path, another branch and another namespace are apart', async () => {
    for (const change of [
      (text: string) => text.replace('/development', '/development2'),
      (text: string) => `${text}  git:\n    push:\n      branch: updates\n`,
      (text: string) => text.replace('namespace: sock-shop', 'namespace: other'),
    ]) {
      expect(await findingsOf('overlapping-automations', second(change))).toEqual([]);
    }
  });

  test('the same automation on two clusters writes twice', async () => {
    const files = {
      ...automatedTenant,
      'flux-repo/clusters/other/automation.yaml': automatedTenant[automation],
      'flux-repo/clusters/other/policy.yaml': automatedTenant[policy],
    };
    expect(await findingsOf('overlapping-automations', files)).toMatchObject([
      { message: expect.stringContaining('on other, as sock-shop/sock-shop writes') as string },
    ]);
  });

  test('one that is suspended does not write', async () => {
    const files = {
      ...automatedTenant,
      'flux-repo/clusters/other/automation.yaml': `${automatedTenant[automation]}  suspend: true\n`,
      'flux-repo/clusters/other/policy.yaml': automatedTenant[policy],
    };
    expect(await findingsOf('overlapping-automations', files)).toEqual([]);
  });
});
