import type { FileTree } from '@tideway/gitops';

/** A tree of text files, for tests. */
export function treeOf(files: Readonly<Record<string, string>>): FileTree {
  return new Map(
    Object.entries(files).map(([path, text]) => [path, { bytes: new TextEncoder().encode(text) }]),
  );
}

/** A small shop: a base of two services, a component, and two overlays. */
export const shop = {
  'base/kustomization.yaml': 'resources:\n  - carts.yaml\n  - user.yaml\n',
  'base/carts.yaml': configMap('carts'),
  'base/user.yaml': configMap('user'),
  'components/metrics/kustomization.yaml':
    'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches:\n  - path: patch.yaml\n    target: {kind: ConfigMap}\n',
  'components/metrics/patch.yaml': '- op: add\n  path: /data/metrics\n  value: "yes"\n',
  'overlays/development/kustomization.yaml':
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - ../../base\ncomponents:\n  - ../../components/metrics\nconfigMapGenerator:\n  - name: settings\n    files:\n      - app.conf=files/development.conf\n    envs: [development.env]\n',
  'overlays/development/files/development.conf': 'colour = blue\n',
  'overlays/development/development.env': 'LEVEL=debug\n',
  'overlays/production/kustomization.yaml': 'namespace: production\nresources:\n  - ../../base\n',
} as const;

function configMap(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  a: b\n`;
}
