import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { App, Aspects } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks, type INagLogger } from 'cdk-nag';
import { afterAll, describe, expect, test } from 'vitest';
import { outline } from '../contract/outline.test.fixture.ts';
import { allows } from '../iam/evaluate-policy.test.fixture.ts';
import { publishPackages } from '../iam/publish-permissions.ts';
import { threeAccounts } from '../testing/three-accounts.ts';
import { ReleasePipelineStack } from './release-pipeline-stack.ts';
import { RepositoriesStack } from './repositories-stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'tideway release pipeline '));
afterAll(() => rmSync(folder, { recursive: true }));

function release(scope = '@acme') {
  const app = new App({ outdir: mkdtempSync(join(folder, 'out-')) });
  const platform = threeAccounts;
  const repositories = new RepositoriesStack(app, 'shop-repositories', { platform });
  const packages = { domain: 'acme', packages: 'npm', scope };
  const stack = new ReleasePipelineStack(app, 'shop-release', { platform, repositories, ...packages });
  return { app, stack };
}

interface Stage {
  readonly Name: string;
  readonly Actions: readonly {
    readonly Name: string;
    readonly RunOrder: number;
    readonly InputArtifacts?: readonly { readonly Name: string }[];
    readonly ActionTypeId: { readonly Category: string };
  }[];
}

test('the stack is as it was reviewed', async () => {
  const text = outline(Template.fromStack(release().stack).toJSON());
  expect(text).not.toMatch(/[0-9a-f]{64}/);
  await expect(text).toMatchFileSnapshot('../__snapshots__/release.yaml');
});

test('a person lets the packed files through, and exactly these are published', () => {
  const template = Template.fromStack(release().stack);
  const [pipeline] = Object.values(template.findResources('AWS::CodePipeline::Pipeline'));
  const { PipelineType, Stages } = (
    pipeline as { readonly Properties: { readonly PipelineType: string; readonly Stages: readonly Stage[] } }
  ).Properties;
  expect(PipelineType).toBe('V2');
  expect(Stages.map(({ Name }) => Name)).toEqual(['Source', 'Pack', 'Publish']);
  const [approve, publish] = [...(Stages[2]?.Actions ?? [])].sort((a, b) => a.RunOrder - b.RunOrder);
  expect(approve?.ActionTypeId.Category).toBe('Approval');
  expect(publish?.RunOrder).toBeGreaterThan(approve?.RunOrder ?? 0);
  expect(publish?.InputArtifacts).toEqual([{ Name: 'Sources' }, { Name: 'Packed' }]);
});

describe('who publishes', () => {
  const target = {
    aws: { account: '111122223333', region: 'us-west-2' },
    domain: 'acme',
    repository: 'npm',
    scope: 'acme',
  };
  const statements = publishPackages(target);
  const arn = (resource: string) => `arn:aws:codeartifact:us-west-2:111122223333:${resource}`;
  const ours = arn('package/acme/npm/npm/acme/model');

  test.each([
    ['codeartifact:GetAuthorizationToken', arn('domain/acme'), true],
    ['codeartifact:GetAuthorizationToken', arn('domain/other'), false],
    ['codeartifact:ReadFromRepository', arn('repository/acme/npm'), true],
    ['codeartifact:ReadFromRepository', arn('repository/acme/other'), false],
    ['codeartifact:PublishPackageVersion', ours, true],
    ['codeartifact:PublishPackageVersion', arn('package/acme/npm/npm/other/model'), false],
    ['codeartifact:PublishPackageVersion', arn('package/acme/other/npm/acme/model'), false],
    ['codeartifact:DeletePackageVersions', ours, false],
    ['codeartifact:UpdatePackageVersionsStatus', ours, false],
  ])('%s on %s is allowed: %s', (action, resource, allowed) => {
    expect(allows(statements, { action, resource })).toBe(allowed);
  });

  test('packs with no right to publish', () => {
    const template = Template.fromStack(release().stack);
    const policies = Object.entries(template.findResources('AWS::IAM::Policy'));
    const may = policies.filter(([, policy]) => JSON.stringify(policy).includes('codeartifact:'));
    expect(may.map(([name]) => name.replace(/[0-9A-F]{8}$/, ''))).toEqual(['PublishRoleDefaultPolicy']);
  });
});

test('what is no npm scope is refused', () => {
  expect(() => release('acme')).toThrow(
    'scope of shop-release: expected an npm scope, such as @acme, got acme',
  );
});

test('cdk-nag finds nothing that is not accepted with a reason', () => {
  const { app, stack } = release();
  const open: string[] = [];
  const ignore = (): void => undefined;
  const logger: INagLogger = {
    onCompliance: ignore,
    onNonCompliance: ({ findingId, resource }) => void open.push(`${findingId} ${resource.node.path}`),
    onSuppressed: ignore,
    onError: ({ ruleId, errorMessage }) => void open.push(`${ruleId} ${errorMessage}`),
    onSuppressedError: ignore,
    onNotApplicable: ignore,
  };
  Aspects.of(stack).add(new AwsSolutionsChecks({ additionalLoggers: [logger], reports: false }));
  app.synth();
  expect(open).toEqual([]);
});
