import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ClusterOptions, plainEnvironment } from '../control-plane/cluster-options.ts';
import type { ControlPlane } from '../control-plane/control-plane.ts';
import { httpStatus } from '../control-plane/http-status.ts';
import { eventually } from '../eventually.ts';
import { kinds } from '../kubernetes/kinds.ts';
import type { LiveObject } from '../kubernetes/live-object.ts';
import { type FluxController, fluxControllers } from '../programs/program.ts';
import { type ControllerAddresses, controllerFlags } from './controller-flags.ts';
import { fluxNamespace } from './flux-operator.ts';

/** A Deployment, as far as its first container is looked at. */
export interface DeploymentObject extends LiveObject {
  readonly spec: {
    readonly replicas?: number;
    readonly template: {
      readonly spec: {
        readonly serviceAccountName?: string;
        readonly containers: readonly {
          readonly name: string;
          readonly image: string;
          readonly args?: readonly string[];
        }[];
      };
    };
  };
}

/** What the controllers need besides their cluster. */
export interface FluxControllersOptions extends ClusterOptions {
  readonly cluster: ControlPlane;
  /** Variables by which they find AWS, and whom they trust. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Flux's controllers as processes, each as its live Deployment says it is to run. */
export class FluxControllers {
  readonly #options: FluxControllersOptions;
  readonly #addresses = new Map<FluxController, ControllerAddresses>();
  readonly #flags = new Map<FluxController, readonly string[]>();
  #events = '';
  #artifacts = '';
  #receivers = '';

  constructor(options: FluxControllersOptions) {
    this.#options = options;
  }

  /** Address that events of AWS are sent to: `http://127.0.0.1:<port>`. */
  get receivers(): string {
    return `http://${this.#receivers}`;
  }

  /** Flags that a controller runs with now. */
  flags(controller: FluxController): readonly string[] {
    return this.#flags.get(controller) ?? [];
  }

  /** Starts all controllers as soon as their Deployments are there, and waits until they answer. */
  async start(): Promise<void> {
    const address = async () => `127.0.0.1:${await this.#options.ports.take()}`;
    this.#events = await address();
    this.#artifacts = await address();
    this.#receivers = await address();
    await Promise.all(fluxControllers.map((controller) => this.startOne(controller)));
  }

  /**
   * Starts one controller with the flags that its Deployment has now.
   *
   * @param changed - variables in place of those that it finds AWS by
   */
  async startOne(controller: FluxController, changed: NodeJS.ProcessEnv = {}): Promise<void> {
    const { name, programs, supervisor, folder, cluster, environment } = this.#options;
    const deployment = await cluster.api.waitFor<DeploymentObject>(
      kinds.deployment(fluxNamespace, controller),
      'exists',
      () => true,
      60_000,
    );
    const { serviceAccountName = 'default', containers } = deployment.spec.template.spec;
    const addresses = await this.#addressesOf(controller);
    const live = containers[0]?.args ?? [];
    this.#flags.set(controller, live);
    const token = await cluster.api.token(fluxNamespace, serviceAccountName);
    await supervisor.start({
      name: `${name}/${controller}`,
      program: programs.path[controller],
      directory: folder,
      environment: plainEnvironment({
        ...environment,
        ...changed,
        HOME: addresses.storage,
        TMPDIR: addresses.storage,
        KUBECONFIG: await cluster.server.kubeconfigWithToken(controller, token),
        RUNTIME_NAMESPACE: fluxNamespace,
      }),
      arguments: controllerFlags(controller, live, addresses),
    });
    await eventually({
      what: `${controller} of ${name} answers at ${addresses.health}`,
      within: 60_000,
      signal: this.#options.signal,
      ask: async () => ((await httpStatus(`http://${addresses.health}/readyz`)) === 200 ? true : undefined),
    });
  }

  /** Kills a controller, and starts it again as a kubelet would; with other variables, if some are given. */
  async crash(controller: FluxController, changed: NodeJS.ProcessEnv = {}): Promise<void> {
    await this.#options.supervisor.crash(`${this.#options.name}/${controller}`);
    await this.startOne(controller, changed);
  }

  async #addressesOf(controller: FluxController): Promise<ControllerAddresses> {
    const known = this.#addresses.get(controller);
    if (known) return known;
    const { ports, folder } = this.#options;
    const storage = join(folder, controller);
    await mkdir(storage, { recursive: true });
    const addresses = {
      metrics: `127.0.0.1:${await ports.take()}`,
      health: `127.0.0.1:${await ports.take()}`,
      storage,
      artifacts: this.#artifacts,
      events: this.#events,
      receivers: this.#receivers,
    };
    this.#addresses.set(controller, addresses);
    return addresses;
  }
}
