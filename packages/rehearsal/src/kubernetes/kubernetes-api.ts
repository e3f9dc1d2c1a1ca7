import { AuthorizationV1Api, CoreV1Api, Health, type KubeConfig } from '@kubernetes/client-node';
import { eventually, NotYet } from '../eventually.ts';
import { KubernetesObjects } from './kubernetes-objects.ts';
import { type LiveObject, type ObjectName, title } from './live-object.ts';
import { readKubeconfig } from './read-kubeconfig.ts';
import { describe, isReady } from './readiness.ts';

/** Whether a user may do something, and why not. */
export interface Permission {
  readonly allowed: boolean;
  readonly reason: string;
}

/** The Kubernetes API of one cluster, for reading, for what people do to it, and for waiting until it is as it should be. */
export class KubernetesApi extends KubernetesObjects {
  /** Private, so that the package's types need nothing of the client's. */
  readonly #config: KubeConfig;
  readonly #signal: AbortSignal | undefined;

  /** How many times the usual time is waited for anything. @default 1 */
  patience = 1;

  constructor(kubeconfigFile: string, signal?: AbortSignal) {
    super(kubeconfigFile);
    this.#config = readKubeconfig(kubeconfigFile);
    this.#signal = signal;
  }

  /** Whether the API server has everything in place: all paths, all admission. */
  async isServing(): Promise<boolean> {
    return new Health(this.#config).readyz({}).catch(() => false);
  }

  /** Asks Flux to look at an object now, as `flux reconcile` does. */
  reconcile(name: ObjectName): Promise<void> {
    const requested = { 'reconcile.fluxcd.io/requestedAt': new Date().toISOString() };
    return this.merge(name, { metadata: { annotations: requested } });
  }

  /** Waits until an object is as it should be. */
  waitFor<Live extends LiveObject = LiveObject>(
    name: ObjectName,
    what: string,
    is: (object: Live) => boolean,
    within = 30_000,
  ): Promise<Live> {
    return eventually({
      what: `${title(name)} ${what}`,
      within: within * this.patience,
      every: 30,
      signal: this.#signal,
      ask: async () => {
        const found = await this.find<Live>(name);
        if (found && is(found)) return found;
        return new NotYet(found ? describe(found) : 'it does not exist');
      },
    });
  }

  /** Waits until an object is gone. */
  async waitUntilGone(name: ObjectName, within = 30_000): Promise<void> {
    await eventually({
      what: `${title(name)} is gone`,
      within: within * this.patience,
      signal: this.#signal,
      ask: async () => ((await this.find(name)) ? new NotYet('it is still there') : true),
    });
  }

  /** Waits until an object's current generation is Ready. */
  waitForReady<Live extends LiveObject = LiveObject>(name: ObjectName, within = 30_000): Promise<Live> {
    return this.waitFor<Live>(name, 'is Ready', isReady, within);
  }

  /** Whether a user may do something: `kubectl auth can-i`. */
  async may(
    user: string,
    attributes: {
      readonly verb: string;
      readonly group?: string;
      readonly resource: string;
      readonly namespace?: string;
    },
  ): Promise<Permission> {
    const { status } = await this.#config.makeApiClient(AuthorizationV1Api).createSubjectAccessReview({
      body: {
        spec: {
          user,
          groups: ['system:authenticated', 'system:serviceaccounts'],
          resourceAttributes: attributes,
        },
      },
    });
    return { allowed: status?.allowed === true, reason: status?.reason ?? '' };
  }

  /** A token of a ServiceAccount, as its pods get one; valid for a day. */
  async token(namespace: string, serviceAccount: string): Promise<string> {
    const core = this.#config.makeApiClient(CoreV1Api);
    const { status } = await core.createNamespacedServiceAccountToken({
      namespace,
      name: serviceAccount,
      body: { spec: { audiences: [], expirationSeconds: 24 * 60 * 60 } },
    });
    if (!status?.token) throw new Error(`ServiceAccount/${namespace}/${serviceAccount} got no token.`);
    return status.token;
  }
}
