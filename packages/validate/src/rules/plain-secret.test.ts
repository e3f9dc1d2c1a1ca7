import { expect, test } from 'vitest';
import { findingsOf } from '../validate-files.test.data.ts';

const head = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n';

test.each([
  ['data', `${head}data:\n  password: Yg==\n`, 'data'],
  ['stringData', `${head}stringData:\n  password: b\n`, 'stringData'],
  ['the second document of a file', `a: b\n---\n${head}data:\n  password: Yg==\n`, 'data'],
])('%s is plain text', async (_, text, field) => {
  expect(await findingsOf('plain-secret', { 'a/secret.yaml': text })).toMatchObject([
    { field, message: 'holds the values of password as plain text' },
  ]);
});

test('a patch that puts a value into a Secret is one as well', async () => {
  const files = {
    'a/kustomization.yaml': 'resources: [secret.yaml]\npatches: [{path: patch.yaml}]\n',
    'a/secret.yaml': head,
    'a/patch.yaml': `${head}data:\n  password: Yg==\n`,
  };
  expect(await findingsOf('plain-secret', files)).toMatchObject([{ path: 'patch.yaml', line: 5 }]);
});

test('a generated Secret is one as well', async () => {
  const files = {
    'a/kustomization.yaml': 'secretGenerator:\n  - name: a\n    literals: [a=b]\n    envs: [c.env]\n',
  };
  expect(await findingsOf('plain-secret', files)).toMatchObject([
    {
      field: 'secretGenerator[0]',
      line: 2,
      message: 'generates a Secret from literals and envs in the repository',
    },
  ]);
});

test.each([
  ['no values', head],
  ['an empty map', `${head}data: {}\n`],
  ['a token that Kubernetes fills in', `${head}type: kubernetes.io/service-account-token\n`],
  ['a file encrypted by SOPS', `${head}data:\n  a: ENC[AES256_GCM,data:x]\nsops:\n  kms: []\n`],
])('%s is none', async (_, text) => {
  expect(await findingsOf('plain-secret', { 'a/secret.yaml': text })).toEqual([]);
});

test('never repeats the value', async () => {
  const text = `${head}stringData:\n  password: correct-horse\n`;
  expect(JSON.stringify(await findingsOf('plain-secret', { 'a/secret.yaml': text }))).not.toContain(
    'correct-horse',
  );
});
