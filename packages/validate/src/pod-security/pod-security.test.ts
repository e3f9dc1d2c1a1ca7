import { describe, expect, test } from 'vitest';
import { podTemplateOf } from '../landscape/pods.ts';
import { formatFieldPath } from '../source/field-path.ts';
import type { KubernetesObject } from '../source/kubernetes-object.ts';
import { parseYamlDocuments } from '../source/source-file.ts';
import { podSecurityProblems } from './pod-security.ts';

const safe =
  'allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}';

/** Fields that a level refuses of a pod with one container. */
function refused(level: string, container: string, pod = ''): readonly string[] {
  const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {${pod}${pod === '' ? '' : ', '}containers: [{name: a, ${container}}]}\n`;
  const template = podTemplateOf(parseYamlDocuments(text)[0] as KubernetesObject);
  expect(template).toBeDefined();
  return template === undefined
    ? []
    : podSecurityProblems(template, level).map(({ field }) => formatFieldPath(field));
}

const context = 'spec.containers[0].securityContext';

describe('baseline', () => {
  test.each([
    ['securityContext: {privileged: true}', '', `${context}.privileged`],
    ['securityContext: {capabilities: {add: [SYS_ADMIN]}}', '', `${context}.capabilities.add`],
    ['securityContext: {procMount: Unmasked}', '', `${context}.procMount`],
    ['securityContext: {seccompProfile: {type: Unconfined}}', '', `${context}.seccompProfile.type`],
    ['securityContext: {appArmorProfile: {type: Unconfined}}', '', `${context}.appArmorProfile.type`],
    ['securityContext: {seLinuxOptions: {type: spc_t}}', '', `${context}.seLinuxOptions`],
    ['securityContext: {windowsOptions: {hostProcess: true}}', '', `${context}.windowsOptions.hostProcess`],
    ['ports: [{containerPort: 1, hostPort: 80}]', '', 'spec.containers[0].ports[0].hostPort'],
    ['livenessProbe: {httpGet: {host: 1.2.3.4}}', '', 'spec.containers[0].livenessProbe.httpGet.host'],
    ['image: x', 'hostNetwork: true', 'spec.hostNetwork'],
    ['image: x', 'hostPID: true', 'spec.hostPID'],
    ['image: x', 'hostIPC: true', 'spec.hostIPC'],
    ['image: x', 'volumes: [{name: a, hostPath: {path: /}}]', 'spec.volumes[0].hostPath'],
    ['image: x', 'securityContext: {sysctls: [{name: kernel.msgmax}]}', 'spec.securityContext.sysctls[0]'],
  ])('%s %s', (container, pod, field) => {
    expect(refused('baseline', container, pod)).toEqual([field]);
    expect(refused('restricted', container, pod)).toContain(field);
    expect(refused('privileged', container, pod)).toEqual([]);
  });

  test.each([
    ['securityContext: {capabilities: {add: [CHOWN, NET_BIND_SERVICE]}}', ''],
    ['ports: [{containerPort: 1, hostPort: 0}]', ''],
    ['image: x', 'securityContext: {sysctls: [{name: net.ipv4.tcp_syncookies}]}'],
    ['securityContext: {runAsUser: 0}', ''],
  ])('takes %s %s', (container, pod) => {
    expect(refused('baseline', container, pod)).toEqual([]);
  });
});

describe('restricted', () => {
  test('takes a container that gives up everything', () => {
    expect(refused('restricted', `securityContext: {${safe}}`)).toEqual([]);
    expect(
      refused(
        'restricted',
        `securityContext: {${safe.replace('drop: [ALL]', 'drop: [ALL], add: [NET_BIND_SERVICE]')}}`,
      ),
    ).toEqual([]);
  });

  test('takes what the pod says for all of its containers', () => {
    const pod = 'securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}';
    const container = 'securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}';
    expect(refused('restricted', container, pod)).toEqual([]);
    expect(refused('restricted', container.replace('{allow', '{runAsNonRoot: false, allow'), pod)).toEqual([
      `${context}.runAsNonRoot`,
    ]);
  });

  test.each([
    ['allowPrivilegeEscalation: false, ', `${context}.allowPrivilegeEscalation`],
    ['runAsNonRoot: true, ', `${context}.runAsNonRoot`],
    ['capabilities: {drop: [ALL]}, ', `${context}.capabilities.drop`],
    [', seccompProfile: {type: RuntimeDefault}', `${context}.seccompProfile`],
  ])('asks for %s', (part, field) => {
    expect(refused('restricted', `securityContext: {${safe.replace(part, '')}}`)).toEqual([field]);
  });

  test.each([
    [`securityContext: {${safe}, runAsUser: 0}`, '', `${context}.runAsUser`],
    [`securityContext: {${safe}}`, 'securityContext: {runAsUser: 0}', 'spec.securityContext.runAsUser'],
    [
      `securityContext: {${safe.replace('drop: [ALL]', 'drop: [ALL], add: [CHOWN]')}}`,
      '',
      `${context}.capabilities.add`,
    ],
    [`securityContext: {${safe}}`, 'volumes: [{name: a, nfs: {server: x}}]', 'spec.volumes[0]'],
  ])('refuses %s %s', (container, pod, field) => {
    expect(refused('restricted', container, pod)).toEqual([field]);
  });
});
