import type { EventSubscriber } from '@tideway/local-aws';
import type { KubernetesApi } from '../kubernetes/kubernetes-api.ts';
import { kinds } from '../kubernetes/kinds.ts';
import type { LiveObject } from '../kubernetes/live-object.ts';
import { isReady } from '../kubernetes/readiness.ts';
import { provideSecrets } from './provide-secrets.ts';

interface Receiver extends LiveObject {
  readonly spec: {
    readonly secretRef: { readonly name: string };
    readonly resources: readonly { readonly kind: string; readonly name: string }[];
  };
  readonly status: { readonly webhookPath?: string };
}

interface Source extends LiveObject {
  readonly spec: { readonly url?: string; readonly image?: string };
}

interface Secret extends LiveObject {
  readonly data: Readonly<Record<string, string>>;
}

/**
 * Finds out where the Receivers of a cluster listen, as the infrastructure's rules on EventBridge are told at their
 * deployment.
 *
 * @param address - of notification-controller, `http://127.0.0.1:<port>`
 */
export async function eventTargets(api: KubernetesApi, address: string): Promise<readonly EventSubscriber[]> {
  await provideSecrets(api);
  const receivers = await api.list<Receiver>('notification.toolkit.fluxcd.io/v1', 'Receiver');
  const targets = receivers.map(async ({ metadata, spec }) => {
    const { namespace = '', name } = metadata;
    const object = kinds.receiver(namespace, name);
    await api.reconcile(object);
    // Flux writes the condition first, and where it listens right after.
    const ready = await api.waitFor<Receiver>(
      object,
      'is Ready and has an address',
      (live) => isReady(live) && Boolean(live.status.webhookPath),
    );
    const secret = await api.get<Secret>(kinds.secret(namespace, spec.secretRef.name));
    const signingKey = Buffer.from(secret.data['token'] ?? '', 'base64').toString();
    const url = `${address}${ready.status.webhookPath ?? ''}`;
    return Promise.all(
      spec.resources.map(async (resource): Promise<EventSubscriber> => {
        const isGit = resource.kind === 'GitRepository';
        const named = isGit
          ? kinds.gitRepository(namespace, resource.name)
          : kinds.imageRepository(namespace, resource.name);
        const { spec: source } = await api.get<Source>(named);
        return {
          url,
          signingKey,
          source: isGit ? 'aws.codecommit' : 'aws.ecr',
          repository: isGit ? lastPart(source.url) : (source.image ?? '').replace(/^[^/]*\//, ''),
        };
      }),
    );
  });
  return (await Promise.all(targets)).flat();
}

function lastPart(url = ''): string {
  return url.replace(/^.*\//, '');
}
