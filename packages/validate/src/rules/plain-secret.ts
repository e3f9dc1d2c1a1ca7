import { example, type Rule } from '../rule.ts';
import { fieldOf, isFields, listAt } from '../source/kubernetes-object.ts';

/** No Secret with values is in Git. */
export const plainSecret: Rule = {
  id: 'plain-secret',
  title: 'No secret is in Git',
  severity: 'error',
  why: 'Base64 is no encryption: everybody who may read the repository, or ever gets a clone of it, has the value, and removing it later leaves it in the history.',
  fix: 'Keep the value in AWS Secrets Manager and commit an ExternalSecret, or encrypt the file with SOPS; then replace the value that was exposed.',
  example: {
    breaks: {
      'microservices-repo/deploy/secret.yaml': example`
        apiVersion: v1
        kind: Secret
        metadata:
          name: catalogue-db
        stringData:
          password: fake_password
      `,
    },
    keeps: {
      'microservices-repo/deploy/secret.yaml': example`
        apiVersion: external-secrets.io/v1
        kind: ExternalSecret
        metadata:
          name: catalogue-db
        spec:
          secretStoreRef:
            kind: SecretStore
            name: aws
          data:
            - secretKey: password
              remoteRef:
                key: catalogue-db
                property: password
      `,
    },
  },
  *check({ repositories }) {
    for (const { yaml } of repositories) {
      for (const file of yaml.values()) {
        for (const document of file.documents) {
          const { value } = document;
          if (!isFields(value)) continue;
          if (value['kind'] === 'Secret' && value['sops'] === undefined) {
            for (const field of ['data', 'stringData']) {
              const values = value[field];
              if (!isFields(values) || Object.keys(values).length === 0) continue;
              const keys = Object.keys(values).join(', ');
              yield {
                at: { document, field: [field] },
                message: `holds the values of ${keys} as plain text`,
              };
            }
          }
          for (const [index, entry] of listAt(value, 'secretGenerator').entries()) {
            const sources = ['literals', 'files', 'envs', 'env'].filter(
              (key) => fieldOf(entry, key) !== undefined,
            );
            if (sources.length === 0) continue;
            yield {
              at: { document, field: ['secretGenerator', index] },
              message: `generates a Secret from ${sources.join(' and ')} in the repository`,
            };
          }
        }
      }
    }
  },
};
