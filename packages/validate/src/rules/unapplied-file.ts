import { example, type Rule } from '../rule.ts';
import { isKustomizeKind } from '../landscape/flux-kinds.ts';

/** Files with objects are applied by something. */
export const unappliedFile: Rule = {
  id: 'unapplied-file',
  title: 'Files with objects are applied by something',
  severity: 'warning',
  why: 'A file that no Kustomization names is in Git and on no cluster: people review and change it in good faith, and nothing happens.',
  fix: 'Name the file under `resources` of its folder’s `kustomization.yaml`, or delete it.',
  example: {
    breaks: {
      'microservices-repo/deploy/kustomization.yaml': 'resources:\n  - carts.yaml\n',
      'microservices-repo/deploy/carts.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: carts\n',
      'microservices-repo/deploy/orders.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: orders\n',
    },
    keeps: {
      'microservices-repo/deploy/kustomization.yaml': example`
        resources:
          - carts.yaml
          - orders.yaml
      `,
      'microservices-repo/deploy/carts.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: carts\n',
      'microservices-repo/deploy/orders.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: orders\n',
    },
  },
  *check({ repositories, roots }) {
    for (const { name: repository, yaml } of repositories) {
      const own = roots.filter((root) => root.repository === repository);
      // A repository without any root is applied in a way that is not told here.
      if (own.length === 0) continue;
      for (const { path, documents } of yaml.values()) {
        if (own.some((root) => root.files.has(path))) continue;
        const count = documents.filter(
          ({ object }) => object !== undefined && !isKustomizeKind(object),
        ).length;
        if (count === 0) continue;
        const objects = count === 1 ? 'an object' : `${count} objects`;
        yield { at: { repository, path }, message: `holds ${objects} that nothing applies` };
      }
    }
  },
};
