import { fields, flag, kind, listOf, oneOf, text, texts } from './json-schema.ts';

const target = fields({
  group: text,
  version: text,
  kind: text,
  name: text,
  namespace: text,
  labelSelector: text,
  annotationSelector: text,
});

/**
 * FluxInstance of Flux Operator 0.58.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 */
export const fluxInstanceSchemas = kind(
  'fluxcd.controlplane.io/v1',
  'FluxInstance',
  fields(
    {
      cluster: fields({
        domain: text,
        multitenant: flag,
        multitenantWorkloadIdentity: flag,
        networkPolicy: flag,
        objectLevelWorkloadIdentity: flag,
        size: oneOf('small', 'medium', 'large'),
        tenantDefaultDecryptionServiceAccount: text,
        tenantDefaultKubeConfigServiceAccount: text,
        tenantDefaultServiceAccount: text,
        type: oneOf('kubernetes', 'openshift', 'aws', 'azure', 'gcp'),
      }),
      commonMetadata: fields({ annotations: texts, labels: texts }),
      components: listOf(
        oneOf(
          'source-controller',
          'kustomize-controller',
          'helm-controller',
          'notification-controller',
          'image-reflector-controller',
          'image-automation-controller',
          'source-watcher',
        ),
      ),
      distribution: fields(
        {
          artifact: { type: 'string', pattern: '^oci://' },
          artifactPullSecret: text,
          imagePullSecret: text,
          registry: text,
          variant: oneOf(
            'upstream-alpine',
            'enterprise-alpine',
            'enterprise-distroless',
            'enterprise-distroless-fips',
          ),
          version: text,
        },
        ['registry', 'version'],
      ),
      kustomize: fields({ patches: listOf(fields({ patch: text, target }, ['patch'])) }),
      migrateResources: flag,
      sharding: fields({ key: text, shards: listOf(text), storage: oneOf('ephemeral', 'persistent') }, [
        'shards',
      ]),
      storage: fields({ class: text, size: text }, ['class', 'size']),
      sync: fields(
        {
          interval: { type: 'string', pattern: String.raw`^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$` },
          kind: oneOf('OCIRepository', 'GitRepository', 'Bucket'),
          name: text,
          path: text,
          provider: oneOf('generic', 'aws', 'azure', 'gcp', 'github'),
          pullSecret: text,
          ref: text,
          url: text,
        },
        ['kind', 'path', 'ref', 'url'],
      ),
      wait: flag,
    },
    ['distribution'],
  ),
);
