import type { Cluster, Platform } from '@tideway/model';
import { HelmChart, KubernetesManifest, type ICluster } from 'aws-cdk-lib/aws-eks';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct, IDependable } from 'constructs';
import { firstFluxInstance } from '../flux/first-flux-instance.ts';
import { fluxNamespace } from '@tideway/gitops/flux-repository';
import { runtimeConfig } from '../flux/runtime-config-map.ts';

/** What {@link bootstrapFlux} is told. */
export interface BootstrapFluxOptions {
  readonly platform: Platform;
  readonly cluster: Cluster;
  readonly eks: ICluster;
  readonly sopsKeyArn: string;
  /** What must be there before Flux starts: pods get a role only when they start. */
  readonly after: readonly IDependable[];
}

/** Installs the Flux Operator and has it start Flux, which from then on follows the flux-repo. */
export function bootstrapFlux(scope: Construct, options: BootstrapFluxOptions): void {
  const { platform, cluster, eks, sopsKeyArn, after } = options;
  const operator = new HelmChart(scope, 'FluxOperator', {
    cluster: eks,
    chart: 'flux-operator',
    release: 'flux-operator',
    repository: 'oci://ghcr.io/controlplaneio-fluxcd/charts/flux-operator',
    version: platform.flux.operator,
    namespace: fluxNamespace,
    createNamespace: true,
    wait: true,
    timeout: Duration.minutes(10),
  });
  operator.node.addDependency(...after);
  const config = new KubernetesManifest(scope, 'RuntimeConfig', {
    cluster: eks,
    manifest: [runtimeConfig(eks, sopsKeyArn)],
    overwrite: true,
  });
  config.node.addDependency(operator);
  const instance = new KubernetesManifest(scope, 'FirstFluxInstance', {
    cluster: eks,
    manifest: [firstFluxInstance(platform, cluster)],
    overwrite: true,
  });
  instance.node.addDependency(config);
}
