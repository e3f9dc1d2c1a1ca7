import type { Rule } from '../rule.ts';

const empty = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: carts\n';

/** Paths differ in more than upper and lower case. */
export const nameCaseCollision: Rule = {
  id: 'name-case-collision',
  title: 'Paths differ in more than upper and lower case',
  severity: 'error',
  why: 'On macOS and Windows both files are the same one: a checkout silently keeps only one of them, and the next commit deletes or swaps the other.',
  fix: 'Rename one of the files.',
  example: {
    breaks: {
      'microservices-repo/deploy/carts.yaml': empty,
      'microservices-repo/deploy/Carts.yaml': empty,
    },
    keeps: { 'microservices-repo/deploy/carts.yaml': empty },
  },
  *check({ repositories }) {
    for (const { name, files } of repositories) {
      const known = new Map<string, string>();
      for (const path of [...files.keys()].sort()) {
        const folded = path.toLowerCase();
        const other = known.get(folded);
        if (other === undefined) known.set(folded, path);
        else yield { at: { repository: name, path }, message: `differs from ${other} in case only` };
      }
    }
  },
};
