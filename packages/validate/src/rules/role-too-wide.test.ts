import { expect, test } from 'vitest';
import { findingsOf } from '../validate-files.test.data.ts';

const group = 'apiVersion: rbac.authorization.k8s.io/v1\n';

test.each([
  ['{apiGroups: ["*"], resources: [pods], verbs: [get]}', 'rules[0].apiGroups'],
  ['{apiGroups: [""], resources: ["*"], verbs: [get]}', 'rules[0].resources'],
  ['{apiGroups: [""], resources: [pods], verbs: ["*"]}', 'rules[0].verbs'],
  ['{apiGroups: [x], resources: [roles], verbs: [escalate, get]}', 'rules[0].verbs'],
  ['{apiGroups: [x], resources: [roles], verbs: [bind]}', 'rules[0].verbs'],
  ['{apiGroups: [""], resources: [users], verbs: [impersonate]}', 'rules[0].verbs'],
])('%s', async (rule, field) => {
  const text = `${group}kind: Role\nmetadata: {name: a}\nrules:\n  - ${rule}\n`;
  expect(await findingsOf('role-too-wide', { 'flux-repo/a.yaml': text })).toMatchObject([{ field, line: 5 }]);
});

test.each(['RoleBinding', 'ClusterRoleBinding'])('cluster-admin through a %s', async (kind) => {
  const text = `${group}kind: ${kind}\nmetadata: {name: a}\nroleRef: {kind: ClusterRole, name: cluster-admin}\n`;
  expect(await findingsOf('role-too-wide', { 'flux-repo/a.yaml': text })).toMatchObject([
    { field: 'roleRef.name' },
  ]);
  // What `flux bootstrap` writes is Flux's own, and would come back.
  expect(await findingsOf('role-too-wide', { 'flux-repo/x/gotk-components.yaml': text })).toEqual([]);
});

test('a role that names what it allows is fine', async () => {
  const text = `${group}kind: ClusterRole\nmetadata: {name: a}\nrules: [{apiGroups: [""], resources: [pods], verbs: [get]}]\n`;
  expect(await findingsOf('role-too-wide', { 'flux-repo/a.yaml': text })).toEqual([]);
});
