import { podTemplateOf } from '../landscape/pods.ts';
import { podSecurityProblems } from '../pod-security/pod-security.ts';
import { example, type Rule } from '../rule.ts';
import { isKind, namespaceOf, textAt } from '../source/kubernetes-object.ts';

const label = 'pod-security.kubernetes.io/enforce';

const pod = (securityContext: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: carts
  namespace: sock-shop
spec:
  containers:
    - name: carts
      image: weaveworksdemos/carts:0.4.8
      securityContext:
${securityContext}`;

const namespace = example`
  apiVersion: v1
  kind: Namespace
  metadata:
    name: sock-shop
    labels:
      pod-security.kubernetes.io/enforce: restricted
`;

/** Pods keep the level that their namespace enforces. */
export const podSecurity: Rule = {
  id: 'pod-security',
  title: 'Pods keep the Pod Security level that their namespace enforces',
  severity: 'error',
  why: 'The API server takes the Deployment and then refuses each of its pods: nothing runs, and the reason stands only in the ReplicaSet’s events.',
  fix: 'Set the field as the level asks for; if the image can’t live with it, lower the namespace’s level and say why.',
  example: {
    breaks: {
      'flux-repo/clusters/dev/namespace.yaml': namespace,
      'flux-repo/clusters/dev/carts.yaml': pod('        privileged: true\n'),
    },
    keeps: {
      'flux-repo/clusters/dev/namespace.yaml': namespace,
      'flux-repo/clusters/dev/carts.yaml': pod(
        '        allowPrivilegeEscalation: false\n        runAsNonRoot: true\n        capabilities:\n          drop: [ALL]\n        seccompProfile:\n          type: RuntimeDefault\n',
      ),
    },
  },
  *check({ clusters }) {
    for (const { objects } of clusters) {
      const levels = new Map(
        objects
          .filter(({ object }) => isKind(object, '', 'Namespace'))
          .map(({ object }) => [object.metadata.name, textAt(object, 'metadata', 'labels', label)]),
      );
      for (const object of objects) {
        const template = podTemplateOf(object.object);
        const level = levels.get(namespaceOf(object.object));
        if (template === undefined || level === undefined) continue;
        for (const { field, message } of podSecurityProblems(template, level)) {
          yield { at: { object, field }, message: `${message}, which ${level} refuses` };
        }
      }
    }
  },
};
