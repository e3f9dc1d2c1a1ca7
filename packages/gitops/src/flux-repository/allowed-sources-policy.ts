import { ecrRegistry, type Platform } from '@tideway/model';
import type {
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
} from '../kinds/admission-policy.ts';
import { celList, celString } from './cel.ts';

/**
 * Lets Flux fetch from nowhere but the platform's own CodeCommit and ECR and the charts that the model declares:
 * a source that came in by a commit is refused by the API server itself.
 */
export function allowedSources(
  platform: Platform,
): readonly [ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding] {
  const name = 'tideway-allowed-sources';
  const git = `https://git-codecommit.${platform.aws.region}.amazonaws.com/v1/repos/`;
  const registry = ecrRegistry(platform);
  const charts = [...new Set(Object.values(platform.controllers).map(({ chart }) => chart))];
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: ['source.toolkit.fluxcd.io'],
              apiVersions: ['*'],
              operations: ['CREATE', 'UPDATE'],
              resources: ['gitrepositories', 'ocirepositories', 'helmrepositories', 'buckets'],
            },
            {
              apiGroups: ['image.toolkit.fluxcd.io'],
              apiVersions: ['*'],
              operations: ['CREATE', 'UPDATE'],
              resources: ['imagerepositories'],
            },
          ],
        },
        // What is being deleted must stay updatable, or its finalizers could never be taken off.
        matchConditions: [
          { name: 'not-being-deleted', expression: '!has(object.metadata.deletionTimestamp)' },
        ],
        validations: [
          {
            expression: `object.kind != "GitRepository" || object.spec.url.startsWith(${celString(git)})`,
            message: `only Git repositories under ${git} are allowed`,
          },
          {
            expression: `object.kind != "OCIRepository" || object.spec.url.startsWith(${celString(`oci://${registry}/`)}) || object.spec.url in ${celList(charts)}`,
            message: `only OCI artifacts under oci://${registry}/ and the charts of the platform's model are allowed`,
          },
          {
            expression: `object.kind != "ImageRepository" || object.spec.image.startsWith(${celString(`${registry}/`)})`,
            message: `only images under ${registry}/ are allowed`,
          },
          {
            expression: '!(object.kind in ["HelmRepository", "Bucket"])',
            message: 'charts come from OCI registries; HelmRepository and Bucket are not allowed',
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
