import { example } from '../rule.ts';

/** How a tenant's images are updated; examples of several rules differ from it in one place. */
export const automatedTenant = {
  'flux-repo/clusters/dev/policy.yaml': example`
    apiVersion: image.toolkit.fluxcd.io/v1
    kind: ImagePolicy
    metadata:
      name: front-end
      namespace: sock-shop
    spec:
      imageRepositoryRef:
        name: front-end
      policy:
        numerical:
          order: asc
  `,
  'flux-repo/clusters/dev/automation.yaml': example`
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: GitRepository
    metadata:
      name: sock-shop
      namespace: sock-shop
    spec:
      url: https://git-codecommit.us-west-2.amazonaws.com/v1/repos/microservices-repo
      provider: aws
    ---
    apiVersion: image.toolkit.fluxcd.io/v1
    kind: ImageUpdateAutomation
    metadata:
      name: sock-shop
      namespace: sock-shop
    spec:
      sourceRef:
        kind: GitRepository
        name: sock-shop
      update:
        path: ./deploy/overlays/development
  `,
  'microservices-repo/deploy/overlays/development/kustomization.yaml': example`
    resources:
      - ../../base
    images:
      - name: front-end
        newTag: main-0000000-0 # {"$imagepolicy": "sock-shop:front-end:tag"}
  `,
  'microservices-repo/deploy/base/kustomization.yaml': example`
    resources: []
  `,
} as const;
