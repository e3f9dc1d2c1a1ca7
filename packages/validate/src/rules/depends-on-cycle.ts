import { dependenciesOf, reconciledBy } from '../landscape/dependencies.ts';
import { example, type Rule } from '../rule.ts';

/** Nothing depends on itself. */
export const dependsOnCycle: Rule = {
  id: 'depends-on-cycle',
  title: 'Nothing depends on itself',
  severity: 'error',
  why: 'Flux waits for every object of the circle to be ready before it applies any of them: none ever is.',
  fix: 'Remove one `dependsOn` of the circle.',
  example: {
    breaks: {
      'flux-repo/clusters/dev/kustomizations.yaml': example`
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: infrastructure
          namespace: flux-system
        spec:
          dependsOn:
            - name: apps
        ---
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
        spec:
          dependsOn:
            - name: infrastructure
      `,
    },
    keeps: {
      'flux-repo/clusters/dev/kustomizations.yaml': example`
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: infrastructure
          namespace: flux-system
        ---
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
        spec:
          dependsOn:
            - name: infrastructure
      `,
    },
  },
  *check({ clusters }) {
    for (const cluster of clusters) {
      const reconciled = reconciledBy(cluster);
      const edges = new Map([...reconciled].map(([key, { object }]) => [key, dependenciesOf(object)]));
      const done = new Set<string>();
      for (const start of [...reconciled.keys()].sort()) {
        const circle = circleFrom(start, edges, done);
        const object = reconciled.get(circle[0] ?? '');
        if (object === undefined) continue;
        const names = [...circle, circle[0]].map((key) => key?.split(' ')[1]).join(' → ');
        yield { at: { object, field: ['spec', 'dependsOn'] }, message: `depends on itself: ${names}` };
      }
    }
  },
};

type Edges = ReadonlyMap<string, readonly { readonly key: string }[]>;

/** The first circle that can be reached, from its first member on; empty when there is none that is not known yet. */
function circleFrom(start: string, edges: Edges, done: Set<string>): readonly string[] {
  const way: string[] = [];
  const visit = (key: string): readonly string[] => {
    const at = way.indexOf(key);
    if (at !== -1) return way.slice(at);
    if (done.has(key)) return [];
    way.push(key);
    for (const next of edges.get(key) ?? []) {
      const circle = visit(next.key);
      if (circle.length > 0) {
        for (const member of way) done.add(member);
        return circle;
      }
    }
    way.pop();
    done.add(key);
    return [];
  };
  return visit(start);
}
