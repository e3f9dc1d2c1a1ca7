import type {
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
} from '../kinds/admission-policy.ts';
import { secretStoreName } from '../tenant-repository/secrets.ts';
import { celString } from './cel.ts';
import { tenantLabel } from './names.ts';

/**
 * Keeps a tenant's ExternalSecrets to its own SecretStore, whose prefix is the tenant's folder. A search by name
 * or tag would leave that folder, and other stores and generators never had it.
 */
export function tenantSecrets(): readonly [ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding] {
  const name = 'tideway-tenant-secrets';
  const store = 'object.spec.secretStoreRef';
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          namespaceSelector: { matchExpressions: [{ key: tenantLabel, operator: 'Exists' }] },
          resourceRules: [
            {
              apiGroups: ['external-secrets.io'],
              apiVersions: ['*'],
              operations: ['CREATE', 'UPDATE'],
              resources: ['externalsecrets'],
            },
          ],
        },
        matchConditions: [
          { name: 'not-being-deleted', expression: '!has(object.metadata.deletionTimestamp)' },
        ],
        validations: [
          {
            expression: `has(${store}) && has(${store}.name) && ${store}.name == ${celString(secretStoreName)} && (!has(${store}.kind) || ${store}.kind == "SecretStore")`,
            message: `an ExternalSecret of a tenant uses its namespace's SecretStore ${secretStoreName}`,
          },
          {
            expression: '!has(object.spec.dataFrom)',
            message:
              'an ExternalSecret of a tenant names each secret and key in data; dataFrom is not allowed',
          },
          {
            expression: '!has(object.spec.data) || object.spec.data.all(item, !has(item.sourceRef))',
            message:
              'an ExternalSecret of a tenant has no other source than its SecretStore; sourceRef is not allowed',
          },
        ],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name },
      spec: { policyName: name, validationActions: ['Deny'] },
    },
  ];
}
