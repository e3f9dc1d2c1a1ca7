import { expect, test } from 'vitest';
import { findingsOf } from '../validate-files.test.data.ts';

const codeCommit = 'https://git-codecommit.us-west-2.amazonaws.com/v1/repos/a';
const ecr = '111122223333.dkr.ecr.us-west-2.amazonaws.com/a';

function source(apiVersion: string, kind: string, spec: string): Record<string, string> {
  return {
    'flux-repo/a.yaml': `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\nspec: {${spec}}\n`,
  };
}

const kinds = [
  ['source.toolkit.fluxcd.io/v1', 'GitRepository', `url: "${codeCommit}"`],
  [
    'source.toolkit.fluxcd.io/v1',
    'GitRepository',
    'url: "https://git-codecommit-fips.cn-north-1.amazonaws.com.cn/v1/repos/a"',
  ],
  ['source.toolkit.fluxcd.io/v1', 'OCIRepository', `url: "oci://${ecr}"`],
  ['source.toolkit.fluxcd.io/v1', 'HelmRepository', `url: "oci://${ecr}"`],
  ['image.toolkit.fluxcd.io/v1', 'ImageRepository', `image: ${ecr}`],
] as const;

test.each(kinds)('%s %s with %s', async (apiVersion, kind, spec) => {
  const rule = 'source-provider';
  expect(await findingsOf(rule, source(apiVersion, kind, spec))).toMatchObject([{ field: 'spec.provider' }]);
  expect(await findingsOf(rule, source(apiVersion, kind, `${spec}, provider: generic`))).toHaveLength(1);
  expect(await findingsOf(rule, source(apiVersion, kind, `${spec}, provider: aws`))).toEqual([]);
  const secret = source(apiVersion, kind, `${spec}, provider: aws, secretRef: {name: x}`);
  expect(await findingsOf(rule, secret)).toMatchObject([{ field: 'spec.secretRef' }]);
});

test('the sync of a FluxInstance', async () => {
  const sync = (more: string): Record<string, string> =>
    source(
      'fluxcd.controlplane.io/v1',
      'FluxInstance',
      `sync: {kind: GitRepository, url: "${codeCommit}"${more}}`,
    );
  expect(await findingsOf('source-provider', sync(''))).toMatchObject([{ field: 'spec.sync.provider' }]);
  expect(await findingsOf('source-provider', sync(', provider: aws'))).toEqual([]);
  expect(await findingsOf('source-provider', sync(', provider: aws, pullSecret: x'))).toHaveLength(1);
});

test.each([
  ['source.toolkit.fluxcd.io/v1', 'GitRepository', 'url: "https://github.com/a/b", secretRef: {name: x}'],
  ['source.toolkit.fluxcd.io/v1', 'OCIRepository', 'url: "oci://ghcr.io/a/b"'],
  [
    'source.toolkit.fluxcd.io/v1',
    'GitRepository',
    'url: "https://example.com/git-codecommit.us-west-2.amazonaws.com/"',
  ],
])('sources elsewhere are left alone: %s %s %s', async (apiVersion, kind, spec) => {
  expect(await findingsOf('source-provider', source(apiVersion, kind, spec))).toEqual([]);
});
