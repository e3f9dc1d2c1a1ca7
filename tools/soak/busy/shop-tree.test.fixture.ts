const services = ['carts', 'catalogue', 'front-end', 'orders', 'payment', 'shipping', 'user'];

/** File whose tags a robot writes; every service of the base is rendered with it. */
export const overlayFile = 'deploy/overlays/development/kustomization.yaml';

/** What the generator gives for a shop of which one service has so many replicas. */
export function shopTree(replicas: number): ReadonlyMap<string, { readonly bytes: Buffer }> {
  const files = new Map<string, string>();
  for (const name of services)
    files.set(`deploy/base/${name}.yaml`, deployment(name, name === 'carts' ? replicas : 1));
  files.set('deploy/base/kustomization.yaml', kustomization(services.map((name) => `${name}.yaml`)));
  files.set(overlayFile, overlay('main-0000000-0'));
  files.set('deploy/overlays/production/kustomization.yaml', kustomization(['../../base']));
  return new Map([...files].map(([path, text]) => [path, { bytes: Buffer.from(text) }]));
}

/** The overlay, with the tag that the robot holds for all of its services. */
export function overlay(tag: string): string {
  const image = (name: string): string =>
    `  - name: ${name}\n    newName: registry.example.com/${name}\n    newTag: ${tag} # {"$imagepolicy": "shop:${name}:tag"}\n`;
  return `${kustomization(['../../base'])}images:\n${services.map(image).join('')}`;
}

function kustomization(resources: readonly string[]): string {
  const lines = resources.map((resource) => `  - ${resource}\n`).join('');
  return `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${lines}`;
}

function deployment(name: string, replicas: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: ${name}
          image: ${name}
`;
}
