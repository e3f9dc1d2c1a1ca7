/** Gives a Service of type LoadBalancer the host name that the AWS Load Balancer Controller would give it. */
export const loadBalancerStage = {
  apiVersion: 'kwok.x-k8s.io/v1alpha1',
  kind: 'Stage',
  metadata: { name: 'service-load-balancer' },
  spec: {
    resourceRef: { apiGroup: 'v1', kind: 'Service' },
    selector: {
      matchExpressions: [
        { key: '.spec.type', operator: 'In', values: ['LoadBalancer'] },
        { key: '.status.loadBalancer.ingress.[].hostname', operator: 'DoesNotExist' },
      ],
    },
    steps: [
      {
        patch: {
          root: 'status',
          subresource: 'status',
          template:
            'loadBalancer:\n  ingress:\n  - hostname: {{ printf "%s.%s.elb.invalid" .metadata.name .metadata.namespace | Quote }}\n',
        },
      },
    ],
  },
} as const;
