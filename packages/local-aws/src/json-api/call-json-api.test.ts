import { expect, test } from 'vitest';
import { startForTest } from '../testing/start-for-test.ts';
import { TARGET } from '../testing/git-client.ts';
import { callLocalAws } from './call-json-api.ts';

test('a signed call gets its answer, or the exception of the service as an error of ours', async () => {
  const { aws } = await startForTest();
  const { region } = TARGET;
  await aws.ensureImageRepository('shop/web');
  const answer = await callLocalAws<{
    readonly repositories: readonly { readonly repositoryName: string }[];
  }>(aws, { service: 'ecr', region, operation: 'DescribeRepositories', input: {} });
  expect(answer.repositories.map(({ repositoryName }) => repositoryName)).toEqual(['shop/web']);
  const missing = { service: 'ecr', region, operation: 'DescribeRepositories' } as const;
  await expect(
    callLocalAws(aws, { ...missing, input: { repositoryNames: ['shop/none'] } }),
  ).rejects.toMatchObject({
    name: 'LocalAwsError',
    code: 'call-refused',
    message: expect.stringContaining('RepositoryNotFoundException') as string,
  });
});

test('a call with another secret is refused', async () => {
  const { aws } = await startForTest();
  const credentials = { ...aws.credentials, secretAccessKey: 'x'.repeat(40) };
  await expect(
    callLocalAws(
      { ...aws, credentials },
      { service: 'codecommit', region: TARGET.region, operation: 'ListRepositories', input: {} },
    ),
  ).rejects.toThrow('codecommit refuses ListRepositories: InvalidSignatureException');
});
