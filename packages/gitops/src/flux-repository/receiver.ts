import type { ExternalSecret } from '../kinds/external-secrets.ts';
import type { Receiver } from '../kinds/receiver.ts';
import { externalSecret } from '../tenant-repository/secrets.ts';
import { receiverSecret } from './names.ts';

/** What a Receiver is for. */
export interface ReceiverOptions {
  readonly name: string;
  readonly namespace: string;
  readonly kind: 'GitRepository' | 'ImageRepository';
  /** Objects of that kind that are looked at. */
  readonly objects: readonly string[];
}

const apiVersions = {
  GitRepository: 'source.toolkit.fluxcd.io/v1',
  ImageRepository: 'image.toolkit.fluxcd.io/v1',
} as const;

/** Has Flux look at some objects as soon as AWS says that they changed, with a signature that nobody else can make. */
export function receiver({ name, namespace, kind, objects }: ReceiverOptions): Receiver {
  return {
    apiVersion: 'notification.toolkit.fluxcd.io/v1',
    kind: 'Receiver',
    metadata: { name, namespace },
    spec: {
      type: 'generic-hmac',
      interval: '10m',
      secretRef: { name: receiverSecret },
      resources: objects.map((object) => ({ apiVersion: apiVersions[kind], kind, name: object })),
    },
  };
}

/** Fetches the token of a namespace's Receivers from AWS Secrets Manager. */
export function receiverToken(namespace: string): ExternalSecret {
  const { metadata, ...rest } = externalSecret(receiverSecret, ['token']);
  return { ...rest, metadata: { ...metadata, namespace } };
}
