import { anything, fields, kind, listOf, oneOf, text, type JsonSchema } from './json-schema.ts';

const storeReference = fields({ name: text, kind: oneOf('SecretStore', 'ClusterSecretStore') });

const remoteReference = fields(
  {
    key: text,
    property: text,
    version: text,
    conversionStrategy: oneOf('Default', 'Unicode'),
    decodingStrategy: oneOf('Auto', 'Base64', 'Base64URL', 'None'),
    metadataPolicy: oneOf('None', 'Fetch'),
    nullBytePolicy: anything,
  },
  ['key'],
);

const serviceAccount = fields({ name: text, namespace: text, audiences: listOf(text) }, ['name']);

const aws = fields(
  {
    service: oneOf('SecretsManager', 'ParameterStore'),
    region: text,
    role: text,
    prefix: text,
    externalID: text,
    additionalRoles: listOf(text),
    auth: fields({ jwt: fields({ serviceAccountRef: serviceAccount }), secretRef: anything }),
    secretsManager: anything,
    sessionTags: anything,
    transitiveTagKeys: listOf(text),
  },
  ['service', 'region'],
);

/** Providers other than AWS are taken as they are. */
const store = fields(
  {
    provider: {
      type: 'object',
      properties: { aws },
      additionalProperties: true,
      minProperties: 1,
      maxProperties: 1,
    },
    controller: text,
    refreshInterval: anything,
    retrySettings: anything,
    conditions: anything,
  },
  ['provider'],
);

const externalSecret: JsonSchema = fields({
  refreshInterval: text,
  refreshPolicy: oneOf('CreatedOnce', 'Periodic', 'OnChange'),
  secretStoreRef: storeReference,
  target: fields({
    name: text,
    creationPolicy: oneOf('Owner', 'Orphan', 'Merge', 'None'),
    deletionPolicy: oneOf('Delete', 'Merge', 'Retain'),
    immutable: { type: 'boolean' },
    manifest: anything,
    template: anything,
  }),
  data: listOf(
    fields({ secretKey: text, remoteRef: remoteReference, sourceRef: anything }, ['secretKey', 'remoteRef']),
  ),
  dataFrom: listOf(anything),
});

/**
 * What teams use of External Secrets, API v1.
 *
 * @see https://external-secrets.io/latest/api/spec/
 */
export const externalSecretsSchemas = {
  ...kind('external-secrets.io/v1', 'SecretStore', store),
  ...kind('external-secrets.io/v1', 'ClusterSecretStore', store),
  ...kind('external-secrets.io/v1', 'ExternalSecret', externalSecret),
};
