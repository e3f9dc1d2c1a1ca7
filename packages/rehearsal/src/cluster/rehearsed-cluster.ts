import type { Cluster } from '@tideway/model';
import { loadAll } from 'js-yaml';
import type { ClusterOptions } from '../control-plane/cluster-options.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/control-plane.ts';
import { FluxControllers } from '../flux/flux-controllers.ts';
import { fluxNamespace, startFluxOperator } from '../flux/flux-operator.ts';
import type { KubernetesApi } from '../kubernetes/kubernetes-api.ts';
import type { Site } from '../site/site.ts';

/** Which cluster of the platform is brought up. */
export interface RehearsedClusterOptions extends ClusterOptions {
  readonly cluster: Cluster;
}

/** A cluster of the platform with Flux in it, following the site's repositories. */
export class RehearsedCluster {
  readonly model: Cluster;
  readonly controlPlane: ControlPlane;
  readonly flux: FluxControllers;
  readonly #options: RehearsedClusterOptions;

  private constructor(options: RehearsedClusterOptions, controlPlane: ControlPlane, flux: FluxControllers) {
    this.#options = options;
    this.model = options.cluster;
    this.controlPlane = controlPlane;
    this.flux = flux;
  }

  /** Brings up an empty Kubernetes with the Flux Operator in it. */
  static async start(options: RehearsedClusterOptions, site: Promise<Site>): Promise<RehearsedCluster> {
    const { cluster } = options;
    const nodes = {
      count: cluster.nodes.desired,
      instance: cluster.nodes.instance,
      region: cluster.aws.region,
    };
    const controlPlane = await startControlPlane({ ...options, nodes });
    await startFluxOperator(options, controlPlane);
    const { aws, charts } = await site;
    const environment = { ...aws.controllerEnvironment, ...charts.trustEnvironment };
    const flux = new FluxControllers({ ...options, cluster: controlPlane, environment });
    return new RehearsedCluster(options, controlPlane, flux);
  }

  /** The Kubernetes API of this cluster. */
  get api(): KubernetesApi {
    return this.controlPlane.api;
  }

  /**
   * Does what CDK does once per cluster: applies the FluxInstance as it stands in the flux-repo. All else comes from
   * Git. As on AWS, the operator does not wait for what is delivered; Flux's controllers start when it is.
   */
  async bootstrap(site: Site): Promise<void> {
    const path = `clusters/${this.model.name}/flux-system/flux-instance.yaml`;
    for (const object of loadAll(site.fluxFile(path)) as object[]) await this.api.apply(object);
    await site.delivered;
    await this.flux.start();
  }

  /** Kills the API server, does something meanwhile, and starts it again on the same data. */
  async withoutApi(work: () => Promise<void>): Promise<void> {
    const { supervisor, name } = this.#options;
    const spec = await supervisor.crash(`${name}/kube-apiserver`);
    try {
      await work();
    } finally {
      await supervisor.start(spec);
    }
  }

  /** Ends all processes of this cluster. */
  async stop(): Promise<void> {
    await this.#options.supervisor.stop(`${this.#options.name}/`);
  }
}

/** Where Flux lives. */
export { fluxNamespace };
