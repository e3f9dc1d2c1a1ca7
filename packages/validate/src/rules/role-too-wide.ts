import { rbacGroup, rulesOf } from '../landscape/access.ts';
import { isWrittenByFlux } from '../landscape/written-by-flux.ts';
import { example, type Rule, type Violation } from '../rule.ts';
import { groupOf, textAt } from '../source/kubernetes-object.ts';

const dangerous = ['escalate', 'bind', 'impersonate'];

/** Roles name what they allow. */
export const roleTooWide: Rule = {
  id: 'role-too-wide',
  title: 'Roles name what they allow',
  severity: 'error',
  why: 'A wildcard, `cluster-admin`, or the right to escalate, bind or impersonate lets a tenant’s repository do anything to the cluster, other tenants included.',
  fix: 'List the API groups, resources and verbs that are needed, and bind them in one namespace.',
  example: {
    breaks: {
      'flux-repo/apps/rbac.yaml': example`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata:
          name: sock-shop-reconciler
          namespace: sock-shop
        rules:
          - apiGroups: ["*"]
            resources: ["*"]
            verbs: ["*"]
      `,
    },
    keeps: {
      'flux-repo/apps/rbac.yaml': example`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata:
          name: sock-shop-reconciler
          namespace: sock-shop
        rules:
          - apiGroups: [apps]
            resources: [deployments]
            verbs: [get, list, watch, create, update, patch, delete]
      `,
    },
  },
  *check({ objects }) {
    for (const object of objects) {
      if (groupOf(object.object) !== rbacGroup || isWrittenByFlux(object)) continue;
      if (textAt(object.object, 'roleRef', 'name') === 'cluster-admin') {
        yield { at: { object, field: ['roleRef', 'name'] }, message: 'gives cluster-admin' };
      }
      for (const [index, rule] of rulesOf(object.object).entries()) {
        const wild = [
          ['apiGroups', rule.groups] as const,
          ['resources', rule.resources] as const,
          ['verbs', rule.verbs] as const,
        ].filter(([, values]) => values.includes('*'));
        for (const [field] of wild) {
          yield violation(`allows every one of ${field}`, field);
        }
        const verbs = rule.verbs.filter((verb) => dangerous.includes(verb));
        if (verbs.length > 0) yield violation(`allows ${verbs.join(' and ')}`, 'verbs');

        function violation(message: string, field: string): Violation {
          return { at: { object, field: ['rules', index, field] }, message };
        }
      }
    }
  },
};
