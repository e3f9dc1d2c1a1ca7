import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { afterAll, expect, test } from 'vitest';
import { PlatformApp } from './platform-app.ts';
import { synthesized } from './testing/synthesized.test.fixture.ts';
import { threeAccounts as platform } from './testing/three-accounts.ts';

const folder = mkdtempSync(join(tmpdir(), 'tideway infra '));
afterAll(() => rmSync(folder, { recursive: true }));
const { app, outdir } = synthesized(platform);
const assembly = app.synth();

/** Which of some properties no resource of a type has; none is what is promised. */
function missing(template: Template, type: string, all: readonly object[]): readonly object[] {
  return all.filter(
    (properties) =>
      Object.keys(template.findResources(type, Match.objectLike({ Properties: properties }))).length === 0,
  );
}

function clusterTemplate(name: string): Template {
  const stacks = app.clusters.get(name);
  if (!stacks) throw new Error(`no stacks of ${name}`);
  return Template.fromStack(stacks.cluster);
}

function templates(path: string): ReadonlyMap<string, string> {
  const files = readdirSync(path).filter((name) => name.endsWith('.template.json'));
  return new Map(files.map((name) => [name, readFileSync(join(path, name), 'utf8')]));
}

test('the same model gives the same bytes', () => {
  new PlatformApp(platform, { outdir: join(folder, 'second') }).synth();
  const first = templates(outdir);
  expect(first.size).toBeGreaterThan(15);
  expect(templates(join(folder, 'second'))).toEqual(first);
});

test('synthesis has nothing to warn of', () => {
  const messages = assembly.stacksRecursively.flatMap((stack) =>
    stack.messages.map(({ level, id, entry }) => ({ stack: stack.stackName, level, id, says: entry.data })),
  );
  expect(messages).toEqual([]);
  expect(assembly.stacksRecursively.length).toBeGreaterThan(15);
});

test('a context of a team’s own is kept beside ours', () => {
  const own = new PlatformApp(platform, {
    outdir: join(folder, 'context'),
    app: { context: { mine: 'yes', '@aws-cdk/core:defaultCrossStackReferences': 'weak' } },
  });
  expect(own.node.tryGetContext('mine')).toBe('yes');
  expect(own.node.tryGetContext('@aws-cdk/core:defaultCrossStackReferences')).toBe('weak');
});

test('nothing is asked of AWS: no stack wants a look-up', () => {
  const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as {
    missing?: unknown;
  };
  expect(manifest.missing).toBeUndefined();
});

test("a cluster has the tutorial's node group and the load balancer controller", () => {
  const template = clusterTemplate('dev-1');
  const nodes = {
    NodegroupName: 'default-ng',
    ScalingConfig: { DesiredSize: 2, MinSize: 1, MaxSize: 2 },
    AmiType: 'AL2023_x86_64_STANDARD',
  };
  expect(missing(template, 'AWS::EKS::Nodegroup', [nodes])).toEqual([]);
  const charts = [{ Chart: 'aws-load-balancer-controller' }, { Chart: 'flux-operator', Version: '0.58.1' }];
  expect(missing(template, 'Custom::AWSCDK-EKS-HelmChart', charts)).toEqual([]);
});

test('nodes are upgraded with their cluster', () => {
  for (const { name, kubernetes } of Object.values(platform.clusters)) {
    const template = clusterTemplate(name);
    expect(missing(template, 'AWS::EKS::Nodegroup', [{ Version: kubernetes }])).toEqual([]);
    expect(missing(template, 'Custom::AWSCDK-EKS-Cluster', [{ Config: { version: kubernetes } }])).toEqual(
      [],
    );
  }
});

test('add-ons have exact versions, and pods get roles by Pod Identity', () => {
  const template = clusterTemplate('dev-1');
  for (const AddonName of [
    'vpc-cni',
    'coredns',
    'kube-proxy',
    'eks-pod-identity-agent',
    'aws-ebs-csi-driver',
  ])
    template.hasResourceProperties('AWS::EKS::Addon', { AddonName });
  const associations = Object.values(template.findResources('AWS::EKS::PodIdentityAssociation'));
  expect(
    associations.map(({ Properties }) => (Properties as { ServiceAccount: string }).ServiceAccount).sort(),
  ).toEqual([
    'aws-load-balancer-controller',
    'ebs-csi-controller-sa',
    'external-secrets',
    'image-automation-controller',
    'image-reflector-controller',
    'kustomize-controller',
    'source-controller',
  ]);
});

test('a cluster in another account takes on roles in the account of the repositories', () => {
  clusterTemplate('prod-1').hasResourceProperties('AWS::EKS::PodIdentityAssociation', {
    ServiceAccount: 'source-controller',
    TargetRoleArn: 'arn:aws:iam::111122223333:role/shop-prod-1-source-controller',
  });
  const access = app.clusters.get('prod-1')?.access;
  expect([...(access?.roles.keys() ?? [])]).toEqual(['source-controller']);
  expect(app.clusters.get('dev-1')?.access).toBeUndefined();
});

test('images have tags that never change, are scanned, and are encrypted', () => {
  const image = {
    RepositoryName: 'web/front',
    ImageTagMutability: 'IMMUTABLE',
    ImageScanningConfiguration: { ScanOnPush: true },
    EncryptionConfiguration: { EncryptionType: 'KMS' },
  };
  expect(missing(Template.fromStack(app.repositories), 'AWS::ECR::Repository', [image])).toEqual([]);
});

test('the first image is there before anything is delivered to Flux, and a person lets production through', () => {
  const pipelines = Object.values(
    Template.fromStack(app.pipeline).findResources('AWS::CodePipeline::Pipeline'),
  );
  const { Stages } = pipelines[0]?.['Properties'] as {
    Stages: readonly { Name: string; Actions: readonly { Name: string; RunOrder: number }[] }[];
  };
  expect(
    Stages.map(({ Name, Actions }) => [
      Name,
      ...Actions.map((action) => `${action.RunOrder} ${action.Name}`).sort(),
    ]),
  ).toEqual([
    ['Source', '1 platform-repo'],
    ['Verify', '1 Verify'],
    ['UpdatePipeline', '1 UpdatePipeline'],
    ['Shared', '1 Deploy', '2 DeliverSources', '3 AwaitImages'],
    ['dev', '2 Deploy'],
    ['test', '2 Deploy'],
    ['prod', '1 Approve', '2 Deploy'],
    ['Deliver', '1 Deliver', '2 Record'],
  ]);
});
