import { fluxGroups } from '../landscape/flux-kinds.ts';
import { example, type Rule } from '../rule.ts';
import type { FieldPath } from '../source/field-path.ts';
import { fieldOf, groupOf, textAt, type KubernetesObject } from '../source/kubernetes-object.ts';

const codeCommit = /^https:\/\/git-codecommit(-fips)?\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\//;
const ecr = /^(oci:\/\/)?\d{12}\.dkr\.ecr(-fips)?\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\//;

/** Sources on AWS authenticate as the controller itself. */
export const sourceProvider: Rule = {
  id: 'source-provider',
  title: 'Sources on AWS authenticate as the controller itself',
  severity: 'error',
  why: 'CodeCommit and ECR take short-lived credentials of the controller’s own role, which nobody has to store or rotate. Without `provider: aws` the source is refused; with a `secretRef` a password is kept where it need not be.',
  fix: 'Set `provider: aws` and remove `secretRef`; the role comes from EKS Pod Identity.',
  example: {
    breaks: {
      'flux-repo/apps/source.yaml': example`
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata:
          name: sock-shop
          namespace: sock-shop
        spec:
          url: https://git-codecommit.us-west-2.amazonaws.com/v1/repos/microservices-repo
          secretRef:
            name: basic-access-auth
      `,
    },
    keeps: {
      'flux-repo/apps/source.yaml': example`
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata:
          name: sock-shop
          namespace: sock-shop
        spec:
          url: https://git-codecommit.us-west-2.amazonaws.com/v1/repos/microservices-repo
          provider: aws
      `,
    },
  },
  *check({ objects }) {
    for (const object of objects) {
      const address = addressOf(object.object);
      if (address === undefined) continue;
      const { value, parent, secret } = address;
      const service = codeCommit.test(value) ? 'CodeCommit' : ecr.test(value) ? 'ECR' : undefined;
      if (service === undefined) continue;
      const provider = textAt(object.object, ...parent, 'provider');
      if (provider !== 'aws') {
        const said = provider === undefined ? 'has no provider' : `has provider ${provider}`;
        yield { at: { object, field: [...parent, 'provider'] }, message: `is on ${service} and ${said}` };
      }
      if (fieldOf(object.object, ...parent, secret) === undefined) continue;
      yield {
        at: { object, field: [...parent, secret] },
        message: `is on ${service} and takes credentials from a Secret`,
      };
    }
  },
};

interface Address {
  readonly value: string;
  /** Field that holds the address, the provider and the secret. */
  readonly parent: FieldPath;
  readonly secret: string;
}

function addressOf(object: KubernetesObject): Address | undefined {
  const group = groupOf(object);
  const isSync = group === fluxGroups.operator && object.kind === 'FluxInstance';
  if (!isSync && group !== fluxGroups.source && group !== fluxGroups.image) return undefined;
  const parent = isSync ? ['spec', 'sync'] : ['spec'];
  const value = textAt(object, ...parent, 'url') ?? textAt(object, 'spec', 'image');
  return value === undefined ? undefined : { value, parent, secret: isSync ? 'pullSecret' : 'secretRef' };
}
