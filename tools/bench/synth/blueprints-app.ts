import * as blueprints from '@aws-quickstart/eks-blueprints';
import * as cdk from 'aws-cdk-lib/core';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks';

// The clusters of the benchmark as the guide of the EKS Blueprints has them written, in the project that `cdk init` makes.
const account = '111122223333';
const region = 'us-west-2';
const app = new cdk.App();

class FluxOperatorAddOn extends blueprints.HelmAddOn {
  constructor() {
    super({
      name: 'flux-operator',
      chart: 'flux-operator',
      release: 'flux-operator',
      repository: 'oci://ghcr.io/controlplaneio-fluxcd/charts/flux-operator',
      version: '0.58.1',
      namespace: 'flux-system',
    });
  }

  deploy(clusterInfo: blueprints.ClusterInfo): void {
    this.addHelmChart(clusterInfo, {}, true);
  }
}

async function build(): Promise<void> {
  for (let index = 0; index < Number(process.env['CLUSTERS']); index += 1) {
    const name = `cluster-${index + 1}`;
    const version = eks.KubernetesVersion.of('1.36');
    await blueprints.EksBlueprint.builder()
      .account(account)
      .region(region)
      .version(version)
      .resourceProvider(
        blueprints.GlobalResources.Vpc,
        new blueprints.VpcProvider(undefined, {
          primaryCidr: `10.${index}.0.0/16`,
        }),
      )
      .clusterProvider(
        new blueprints.GenericClusterProvider({
          version,
          clusterName: name,
          managedNodeGroups: [
            {
              id: 'default-ng',
              minSize: 1,
              desiredSize: 2,
              maxSize: 2,
              instanceTypes: [new ec2.InstanceType('m6i.large')],
              amiType: eks.NodegroupAmiType.AL2023_X86_64_STANDARD,
            },
          ],
        }),
      )
      .enableControlPlaneLogTypes(
        blueprints.ControlPlaneLogType.API,
        blueprints.ControlPlaneLogType.AUDIT,
        blueprints.ControlPlaneLogType.AUTHENTICATOR,
        blueprints.ControlPlaneLogType.CONTROLLER_MANAGER,
        blueprints.ControlPlaneLogType.SCHEDULER,
      )
      .addOns(
        new blueprints.addons.VpcCniAddOn({ version: 'v1.22.4-eksbuild.3' }),
        new blueprints.addons.CoreDnsAddOn('v1.14.3-eksbuild.3'),
        new blueprints.addons.KubeProxyAddOn('v1.36.0-eksbuild.14'),
        new blueprints.addons.EksPodIdentityAgentAddOn('v1.3.10-eksbuild.3'),
        new blueprints.addons.EbsCsiDriverAddOn({ version: 'v1.63.1-eksbuild.1' }),
        new blueprints.addons.AwsLoadBalancerControllerAddOn(),
        new blueprints.addons.MetricsServerAddOn(),
        new FluxOperatorAddOn(),
      )
      .buildAsync(app, name);
  }
  app.synth();
}

void build();
