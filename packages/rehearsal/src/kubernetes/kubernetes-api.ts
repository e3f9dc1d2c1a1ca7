import {
  ApiException,
  AuthorizationV1Api,
  CoreV1Api,
  Health,
  KubeConfig,
  KubernetesObjectApi,
  PatchStrategy,
} from '@kubernetes/client-node';
import { eventually, NotYet } from '../eventually.ts';
import { condition, type LiveObject, type ObjectName, title } from './live-object.ts';

/** Name under which the rehearsal applies what it adds to a cluster. */
const fieldManager = 'tideway-rehearsal';

/** Whether a user may do something, and why not. */
export interface Permission {
  readonly allowed: boolean;
  readonly reason: string;
}

/** The Kubernetes API of one cluster, for reading and for what people do to it. */
export class KubernetesApi {
  readonly #config = new KubeConfig();
  readonly #objects: KubernetesObjectApi;
  readonly #signal: AbortSignal | undefined;

  /** Part of the usual time that is waited for anything. @default 1 */
  patience = 1;

  constructor(kubeconfigFile: string, signal?: AbortSignal) {
    this.#config.loadFromFile(kubeconfigFile);
    this.#objects = KubernetesObjectApi.makeApiClient(this.#config);
    this.#signal = signal;
  }

  /** Whether the API server has everything in place: all paths, all admission. */
  async isServing(): Promise<boolean> {
    return new Health(this.#config).readyz({}).catch(() => false);
  }

  /** An object; undefined if there is none of that name. */
  async find<Live extends LiveObject = LiveObject>(name: ObjectName): Promise<Live | undefined> {
    try {
      return (await this.#objects.read(header(name))) as unknown as Live;
    } catch (error) {
      if (isStatus(error, 404)) return undefined;
      throw explained(error, title(name));
    }
  }

  /** An object that has to be there. @throws Error when it is not */
  async get<Live extends LiveObject = LiveObject>(name: ObjectName): Promise<Live> {
    const found = await this.find<Live>(name);
    if (!found) throw new Error(`There is no ${title(name)}.`);
    return found;
  }

  /** All objects of a kind, of one namespace or of all. */
  async list<Live extends LiveObject = LiveObject>(
    apiVersion: string,
    kind: string,
    namespace?: string,
  ): Promise<readonly Live[]> {
    const answer = await this.#objects.list(apiVersion, kind, namespace);
    return answer.items.map((item) => ({ ...item, apiVersion, kind })) as unknown as Live[];
  }

  /** Applies an object on the server's side, as Flux and kubectl do. */
  async apply(object: object): Promise<void> {
    try {
      await this.#objects.patch(
        object,
        undefined,
        undefined,
        fieldManager,
        true,
        PatchStrategy.ServerSideApply,
      );
    } catch (error) {
      throw explained(error, title(nameOf(object)));
    }
  }

  /** Changes some fields of an object as a person with kubectl would. */
  async merge(name: ObjectName, change: Readonly<Record<string, unknown>>): Promise<void> {
    const { metadata, ...rest } = change;
    const named = header(name);
    const body = { ...named, ...rest, metadata: { ...(metadata as object), ...named.metadata } };
    try {
      await this.#objects.patch(body, undefined, undefined, undefined, undefined, PatchStrategy.MergePatch);
    } catch (error) {
      throw explained(error, title(name));
    }
  }

  /** Deletes an object, if it is there. */
  async remove(name: ObjectName): Promise<void> {
    try {
      await this.#objects.delete(header(name));
    } catch (error) {
      if (!isStatus(error, 404)) throw explained(error, title(name));
    }
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

/** Whether the Ready condition is true for the generation that the object has now. */
export function isReady(object: LiveObject): boolean {
  const ready = condition(object, 'Ready');
  const seen = ready?.observedGeneration ?? object.status?.observedGeneration;
  return ready?.status === 'True' && (seen === undefined || seen === object.metadata.generation);
}

/** What an object says about itself, in one line. */
export function describe(object: LiveObject): string {
  const ready = condition(object, 'Ready') ?? condition(object, 'Available');
  if (!ready) return `it has no condition yet`;
  const text = `${ready.type}=${ready.status} ${ready.reason ?? ''}: ${ready.message ?? ''}`;
  return text.replaceAll(/\s+/g, ' ').slice(0, 500);
}

function header({ apiVersion, kind, name, namespace }: ObjectName): {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
} {
  return { apiVersion, kind, metadata: { name, ...(namespace && { namespace }) } };
}

function nameOf(object: object): Omit<ObjectName, 'apiVersion'> {
  const { kind, metadata } = object as LiveObject;
  return { kind, name: metadata.name, ...(metadata.namespace && { namespace: metadata.namespace }) };
}

function isStatus(error: unknown, code: number): boolean {
  return error instanceof ApiException && error.code === code;
}

function explained(error: unknown, what: string): Error {
  if (!(error instanceof ApiException)) return error instanceof Error ? error : new Error(String(error));
  const body = error.body as { readonly message?: string } | string | undefined;
  const message = typeof body === 'string' ? messageIn(body) : (body?.message ?? error.message);
  return new Error(`${what}: ${message}`, { cause: error });
}

function messageIn(body: string): string {
  try {
    return (JSON.parse(body) as { readonly message?: string }).message ?? body;
  } catch {
    return body;
  }
}
