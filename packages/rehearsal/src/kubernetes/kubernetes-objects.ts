import { KubernetesObjectApi, PatchStrategy } from '@kubernetes/client-node';
import { explained, isStatus } from './api-error.ts';
import { type LiveObject, type ObjectName, title } from './live-object.ts';
import { readKubeconfig } from './read-kubeconfig.ts';

/** Name under which the rehearsal applies what it adds to a cluster. */
const fieldManager = 'tideway-rehearsal';

/** The objects of one cluster: reads them, and changes them as people do. */
export class KubernetesObjects {
  readonly #objects: KubernetesObjectApi;

  constructor(kubeconfigFile: string) {
    this.#objects = KubernetesObjectApi.makeApiClient(readKubeconfig(kubeconfigFile));
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
