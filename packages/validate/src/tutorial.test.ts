import { expect, test } from 'vitest';
import { validateFiles } from './validate-files.test.data.ts';

/**
 * The repositories of AWS's tutorial "Using Flux to Implement GitOps on AWS" as they were published, shortened
 * where more of the same follows.
 */
const original = {
  'flux-repo/clusters/dev-cluster/infrastructure.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1beta2
kind: Kustomization
metadata:
  name: infrastructure
  namespace: flux-system
spec:
  interval: 10m0s
  serviceAccountName: kustomize-controller
  path: ./infrastructure/overlays/development
  prune: true
  sourceRef:
    kind: GitRepository
    name: flux-system
`,
  'flux-repo/clusters/dev-cluster/apps.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps
  namespace: flux-system
spec:
  dependsOn:
    - name: infrastructure
  interval: 3m0s
  serviceAccountName: kustomize-controller
  path: ./apps/overlays/development
  prune: true
  sourceRef:
    kind: GitRepository
    name: flux-system
`,
  'flux-repo/infrastructure/overlays/development/kustomization.yaml': 'resources:\n  - ../../base\n',
  'flux-repo/infrastructure/base/kustomization.yaml': 'resources:\n  - rbac.yaml\n',
  'flux-repo/infrastructure/base/rbac.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: cluster-reconciler-kube-system
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
subjects:
  - kind: ServiceAccount
    name: kustomize-controller
    namespace: kube-system
`,
  'flux-repo/apps/base/sock-shop/kustomization.yaml':
    'namespace: sock-shop\nresources:\n  - namespace.yaml\n  - rbac.yaml\n  - tenant.yaml\n  - basic-access-auth.yaml\n',
  'flux-repo/apps/base/sock-shop/namespace.yaml':
    'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: sock-shop\n',
  'flux-repo/apps/base/sock-shop/rbac.yaml': `apiVersion: v1
kind: ServiceAccount
metadata:
  name: sock-shop-reconciler
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: sock-shop-role
rules:
  - apiGroups: [""]
    resources: [pods, configmaps, services, endpoints, persistentvolumeclaims]
    verbs: [get, list, watch, create, update, patch, delete]
  - apiGroups: [apps]
    resources: [deployments, daemonsets, statefulsets, replicasets]
    verbs: [get, list, watch, create, update, patch, delete]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: sock-shop-role-binding
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: sock-shop-role
subjects:
  - kind: ServiceAccount
    name: sock-shop-reconciler
`,
  'flux-repo/apps/base/sock-shop/tenant.yaml': `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: sock-shop-tenant
spec:
  interval: 1m
  url: https://git-codecommit.us-west-2.amazonaws.com/v1/repos/microservices-repo
  ref:
    branch: main
  secretRef:
    name: microservices-basic-access-auth
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: sock-shop-tenant
spec:
  serviceAccountName: sock-shop-reconciler
  interval: 5m0s
  retryInterval: 5m0s
  prune: true
  sourceRef:
    kind: GitRepository
    name: sock-shop-tenant
  path: ./deploy/kubernetes/overlays/development
  patches:
    - patch: '[{"op": "add", "path": "/spec/serviceAccountName", "value": "sock-shop-reconciler"}]'
      target:
        group: helm.toolkit.fluxcd.io
        version: v2beta1
        kind: HelmRelease
`,
  'flux-repo/apps/base/sock-shop/basic-access-auth.yaml':
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name: microservices-basic-access-auth\ndata:\n  username: dXNlcg==\n  password: cGFzcw==\n',
  'flux-repo/apps/overlays/development/kustomization.yaml': `resources:
  - ../../base/sock-shop
  - registry.yaml
  - policy.yaml
patches:
  - patch: |-
      - op: replace
        path: /spec/path
        value: ./deploy/kubernetes/overlays/development
    target:
      group: kustomize.toolkit.fluxcd.io
      version: v1beta2
      kind: Kustomization
      name: sock-shop-tenant
`,
  'flux-repo/apps/overlays/development/registry.yaml': `apiVersion: image.toolkit.fluxcd.io/v1
kind: ImageRepository
metadata:
  name: sock-shop-front-end
  namespace: sock-shop
spec:
  image: 111122223333.dkr.ecr.us-west-2.amazonaws.com/weaveworksdemos/front-end
  interval: 1m0s
`,
  'flux-repo/apps/overlays/development/policy.yaml': `apiVersion: image.toolkit.fluxcd.io/v1beta1
kind: ImagePolicy
metadata:
  name: sock-shop-front-end
  namespace: sock-shop
spec:
  imageRepositoryRef:
    name: sock-shop-front-end
  policy:
    numerical:
      order: asc
`,
  'microservices-repo/deploy/kubernetes/base/kustomization.yaml': 'resources:\n  - complete-demo.yaml\n',
  'microservices-repo/deploy/kubernetes/base/complete-demo.yaml': `apiVersion: v1
kind: Namespace
metadata:
  name: sock-shop
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: carts-db
  namespace: sock-shop
spec:
  selector:
    matchLabels:
      name: carts-db
  template:
    metadata:
      labels:
        name: carts-db
    spec:
      containers:
        - name: carts-db
          image: mongo
`,
  'microservices-repo/deploy/kubernetes/overlays/development/kustomization.yaml': `resources:
  - ../../base

images:
  - name: weaveworksdemos/front-end
    newTag: latest # {"$imagepolicy": "sock-shop:sock-shop-front-end:tag"}
`,
};

test('every defect of the published tutorial that files can show is found', async () => {
  const { findings } = await validateFiles(original);
  const told = findings.map(
    ({ rule, repository, path, line }) => `${rule} ${repository}/${path}:${line ?? ''}`,
  );
  const expected = [
    'removed-api flux-repo/clusters/dev-cluster/infrastructure.yaml:1',
    'removed-api flux-repo/apps/overlays/development/policy.yaml:1',
    'patch-target-missing flux-repo/apps/overlays/development/kustomization.yaml:10',
    'patch-target-missing flux-repo/apps/base/sock-shop/tenant.yaml:28',
    'plain-secret flux-repo/apps/base/sock-shop/basic-access-auth.yaml:5',
    'source-provider flux-repo/apps/base/sock-shop/tenant.yaml:10',
    'source-provider flux-repo/apps/overlays/development/registry.yaml:6',
    'role-too-wide flux-repo/infrastructure/base/rbac.yaml:8',
    'role-too-narrow microservices-repo/deploy/kubernetes/base/complete-demo.yaml:1',
    'image-latest microservices-repo/deploy/kubernetes/base/complete-demo.yaml:22',
    'missing-probes microservices-repo/deploy/kubernetes/base/complete-demo.yaml:21',
    'missing-resources microservices-repo/deploy/kubernetes/base/complete-demo.yaml:21',
    'flux-missing-wait flux-repo/clusters/dev-cluster/infrastructure.yaml:6',
    'flux-missing-timeout flux-repo/clusters/dev-cluster/apps.yaml:6',
    'flux-missing-retry-interval flux-repo/clusters/dev-cluster/apps.yaml:6',
    'marker-without-policy microservices-repo/deploy/kubernetes/overlays/development/kustomization.yaml:6',
    'fixed-point microservices-repo/deploy/kubernetes/overlays/development/kustomization.yaml:3',
    'duplicate-object microservices-repo/deploy/kubernetes/base/complete-demo.yaml:1',
  ];
  expect(expected.filter((each) => !told.includes(each))).toEqual([]);
});
