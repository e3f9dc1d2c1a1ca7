import { removedApi } from '../removed-apis.ts';
import { example, type Rule } from '../rule.ts';
import { isFields } from '../source/kubernetes-object.ts';

/** Objects are written in API versions that clusters serve. */
export const removedApiRule: Rule = {
  id: 'removed-api',
  title: 'Objects are written in API versions that clusters serve',
  severity: 'error',
  why: 'A cluster that no longer serves the version refuses the object, and with it everything that is applied in the same step.',
  fix: 'Write the object in the version that is named; `flux migrate -f .` does it for Flux’s own kinds.',
  example: {
    breaks: {
      'flux-repo/clusters/dev/apps.yaml': example`
        apiVersion: kustomize.toolkit.fluxcd.io/v1beta2
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
      `,
    },
    keeps: {
      'flux-repo/clusters/dev/apps.yaml': example`
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
      `,
    },
  },
  *check({ repositories }) {
    for (const { yaml } of repositories) {
      for (const { documents } of yaml.values()) {
        for (const document of documents) {
          const { value } = document;
          if (
            !isFields(value) ||
            typeof value['apiVersion'] !== 'string' ||
            typeof value['kind'] !== 'string'
          )
            continue;
          const removed = removedApi(value['apiVersion'], value['kind']);
          if (removed === undefined) continue;
          const instead = removed.instead === undefined ? 'has no successor' : `use ${removed.instead}`;
          yield {
            at: { document, field: ['apiVersion'] },
            message: `${value['apiVersion']} was removed in ${removed.in}; ${instead}`,
          };
        }
      }
    }
  },
};
