import { example } from '../rule.ts';

/** A tenant with its source, its rights and what Flux applies in its name; examples of several rules start from it. */
export const tenant = {
  'flux-repo/clusters/dev/sync.yaml': example`
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: GitRepository
    metadata:
      name: sock-shop
      namespace: sock-shop
    spec:
      url: https://git-codecommit.us-west-2.amazonaws.com/v1/repos/microservices-repo
      provider: aws
    ---
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata:
      name: sock-shop
      namespace: sock-shop
    spec:
      serviceAccountName: sock-shop-reconciler
      sourceRef:
        kind: GitRepository
        name: sock-shop
      path: ./deploy
      targetNamespace: sock-shop
  `,
  'flux-repo/clusters/dev/rbac.yaml': example`
    apiVersion: v1
    kind: ServiceAccount
    metadata:
      name: sock-shop-reconciler
      namespace: sock-shop
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata:
      name: sock-shop-reconciler
      namespace: sock-shop
    roleRef:
      apiGroup: rbac.authorization.k8s.io
      kind: Role
      name: sock-shop-reconciler
    subjects:
      - kind: ServiceAccount
        name: sock-shop-reconciler
        namespace: sock-shop
  `,
  'flux-repo/clusters/dev/role.yaml': example`
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata:
      name: sock-shop-reconciler
      namespace: sock-shop
    rules:
      - apiGroups: [""]
        resources: [services]
        verbs: [get, list, watch, create, update, patch, delete]
  `,
  'microservices-repo/deploy/carts.yaml': example`
    apiVersion: v1
    kind: Service
    metadata:
      name: carts
    spec:
      ports:
        - port: 80
  `,
} as const;
