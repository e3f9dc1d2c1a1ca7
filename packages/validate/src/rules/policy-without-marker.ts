import { fluxGroups } from '../landscape/flux-kinds.ts';
import { markersIn } from '../landscape/markers.ts';
import { example, type Rule } from '../rule.ts';
import { isKind, nameOf } from '../source/kubernetes-object.ts';
import { automatedTenant } from './image-automation.example.ts';

/** A policy is used by a marker. */
export const policyWithoutMarker: Rule = {
  id: 'policy-without-marker',
  title: 'An image policy is used by a marker',
  severity: 'warning',
  why: 'The policy picks images that no file asks for: the registry is scanned for nothing, and a service that people believe to be automated is not.',
  fix: 'Put the marker `# {"$imagepolicy": "<namespace>:<policy>:tag"}` behind the tag it should update, or remove the ImagePolicy.',
  example: {
    breaks: {
      ...automatedTenant,
      'microservices-repo/deploy/overlays/development/kustomization.yaml': example`
        resources:
          - ../../base
        images:
          - name: front-end
            newTag: main-0000000-0
      `,
    },
    keeps: automatedTenant,
  },
  *check({ repositories, objects }) {
    // Without the tenants' repositories nobody can say which markers there are.
    if (!repositories.some(({ role }) => role === 'tenant')) return;
    const used = new Set(repositories.flatMap(markersIn).map(({ policy }) => policy));
    for (const object of objects) {
      if (!isKind(object.object, fluxGroups.image, 'ImagePolicy')) continue;
      if (!used.has(nameOf(object.object)))
        yield { at: { object }, message: 'no marker in any repository names it' };
    }
  },
};
