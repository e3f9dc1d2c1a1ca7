import { randomBytes } from 'node:crypto';
import { isStatus } from '../kubernetes/api-error.ts';
import type { KubernetesApi } from '../kubernetes/kubernetes-api.ts';
import { kinds } from '../kubernetes/kinds.ts';
import type { LiveObject } from '../kubernetes/live-object.ts';

interface ExternalSecret extends LiveObject {
  readonly spec: {
    readonly target?: { readonly name?: string };
    readonly data?: readonly { readonly secretKey: string }[];
  };
}

/**
 * Does what External Secrets would do with AWS Secrets Manager: makes the Secret of every ExternalSecret that has none,
 * with values that nobody knows.
 *
 * @returns how many were made
 */
export async function provideSecrets(api: KubernetesApi): Promise<number> {
  const wanted = await api
    .list<ExternalSecret>('external-secrets.io/v1', 'ExternalSecret')
    .catch((error: unknown) => {
      // A platform without External Secrets: its API server does not know the kind.
      if (isStatus(error, 404)) return [];
      throw error;
    });
  let made = 0;
  for (const { metadata, spec } of wanted) {
    const { namespace = '' } = metadata;
    const name = spec.target?.name ?? metadata.name;
    if (await api.find(kinds.secret(namespace, name))) continue;
    const keys = (spec.data ?? []).map(({ secretKey }) => secretKey);
    await api.apply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace },
      stringData: Object.fromEntries(keys.map((key) => [key, randomBytes(24).toString('hex')])),
    });
    made += 1;
  }
  return made;
}
