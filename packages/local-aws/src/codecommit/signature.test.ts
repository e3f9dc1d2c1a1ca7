import {
  CodeCommitClient,
  GetBranchCommand,
  ListApprovalRuleTemplatesCommand,
} from '@aws-sdk/client-codecommit';
import { expect, test } from 'vitest';
import type { AwsClientsOptions } from '../testing/aws-clients.ts';
import { awsClients } from '../testing/aws-clients.ts';
import { shareLocalAws } from '../testing/start-for-test.ts';

const shared = shareLocalAws();

const getBranch = new GetBranchCommand({ repositoryName: 'flux-repo', branchName: 'main' });

test.each<[string, (credentials: { accessKeyId: string; secretAccessKey: string }) => AwsClientsOptions]>([
  ['UnrecognizedClientException', (own) => ({ credentials: { ...own, accessKeyId: 'AKIAEXAMPLE' } })],
  ['UnrecognizedClientException', (own) => ({ credentials: { ...own, sessionToken: 'x.y' } })],
  ['InvalidSignatureException', (own) => ({ credentials: { ...own, secretAccessKey: 'x' } })],
  ['InvalidSignatureException', () => ({ systemClockOffset: 400_000 })],
])('%s reaches the AWS SDK by its name', async (name, options) => {
  const { aws } = shared();
  const { codeCommit } = await awsClients(aws, options(aws.credentials));
  await expect(codeCommit.send(getBranch)).rejects.toMatchObject({
    name,
    $metadata: { httpStatusCode: 400 },
  });
});

test('a client whose clock is wrong corrects itself by our answer', async () => {
  const { aws } = shared();
  const { codeCommit } = await awsClients(aws, { systemClockOffset: 3_600_000 });
  await expect(codeCommit.send(getBranch)).rejects.toMatchObject({ name: 'InvalidSignatureException' });
  await expect(codeCommit.send(getBranch)).rejects.toMatchObject({ name: 'BranchDoesNotExistException' });
});

test('an operation that is not offered is named, with those that are', async () => {
  const { aws } = shared();
  const { codeCommit } = await awsClients(aws);
  await expect(codeCommit.send(new ListApprovalRuleTemplatesCommand())).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: expect.stringMatching(
      /does not offer "ListApprovalRuleTemplates" of codecommit.*GetBranch/,
    ) as string,
  });
});

test('a region that is not served is refused by the proxy', async () => {
  const { aws, log } = shared();
  const { codeCommit } = await awsClients(aws, { region: 'eu-west-1' });
  expect(codeCommit).toBeInstanceOf(CodeCommitClient);
  await expect(codeCommit.send(getBranch)).rejects.toThrow();
  expect(log).toContainEqual({ type: 'refused', host: 'codecommit.eu-west-1.amazonaws.com:443' });
});
