import { automationsOf } from '../landscape/automations.ts';
import { fluxGroups } from '../landscape/flux-kinds.ts';
import { hasMarkers, idleMarkerLines, markersIn } from '../landscape/markers.ts';
import { isWithin } from '../landscape/tree-folders.ts';
import { example, type Rule } from '../rule.ts';
import { isKind, nameOf } from '../source/kubernetes-object.ts';
import { automatedTenant } from './image-automation.example.ts';

/** A marker names a policy, stands behind a scalar, and lies where an automation writes. */
export const markerWithoutPolicy: Rule = {
  id: 'marker-without-policy',
  title: 'An image marker names a policy that some automation follows',
  severity: 'error',
  why: 'Flux passes over a marker whose policy it does not know, or that no automation looks at, without a word: new images are built and never deployed.',
  fix: 'Correct the marker to `{"$imagepolicy": "<namespace>:<policy>:tag"}`, add the ImagePolicy, or widen the automation’s `spec.update.path`.',
  example: {
    breaks: {
      ...automatedTenant,
      'microservices-repo/deploy/overlays/development/kustomization.yaml': example`
        resources:
          - ../../base
        images:
          - name: front-end
            newTag: main-0000000-0 # {"$imagepolicy": "sock-shop:frontend:tag"}
      `,
    },
    keeps: automatedTenant,
  },
  *check(landscape) {
    // Without a repository of role flux nobody can say which policies there are.
    if (!landscape.repositories.some(({ role }) => role === 'flux')) return;
    const automations = automationsOf(landscape);
    const policies = new Set(
      landscape.objects
        .filter(({ object }) => isKind(object, fluxGroups.image, 'ImagePolicy'))
        .map(({ object }) => nameOf(object)),
    );
    for (const repository of landscape.repositories) {
      for (const file of repository.yaml.values()) {
        if (!hasMarkers(file)) continue;
        for (const line of idleMarkerLines(file)) {
          const at = { repository: repository.name, path: file.path, line };
          yield { at, message: 'a marker stands behind no value, so nothing is ever written there' };
        }
      }
      for (const { policy, ...at } of markersIn(repository)) {
        if (!policies.has(policy)) {
          yield { at, message: `the marker names ImagePolicy ${policy}, which does not exist` };
        } else if (
          !automations.some((each) => each.repository === repository && covers(each, at.path, policy))
        ) {
          const namespace = policy.split('/')[0] ?? '';
          yield { at, message: `no ImageUpdateAutomation in ${namespace} writes to this file` };
        }
      }
    }
  },
};

function covers(automation: { namespace: string; folder: string }, path: string, policy: string): boolean {
  return policy.startsWith(`${automation.namespace}/`) && isWithin(path, automation.folder);
}
