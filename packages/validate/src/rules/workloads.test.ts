import { describe, expect, test } from 'vitest';
import { findingsOf } from '../validate-files.test.data.ts';

function workload(kind: string, containers: string, init = ''): Record<string, string> {
  const template = `template: {spec: {containers: [${containers}], initContainers: [${init}]}}`;
  const spec = kind === 'CronJob' ? `{jobTemplate: {spec: {${template}}}}` : `{${template}}`;
  const apiVersion = kind === 'CronJob' || kind === 'Job' ? 'batch/v1' : 'apps/v1';
  return { 'a/x.yaml': `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\nspec: ${spec}\n` };
}

const resources = 'resources: {requests: {cpu: 1, memory: 1Mi}, limits: {memory: 1Mi}}';
const probes = 'readinessProbe: {tcpSocket: {port: 1}}, livenessProbe: {tcpSocket: {port: 1}}';

describe('missing-resources', () => {
  test.each(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'])('of a %s', async (kind) => {
    expect(await findingsOf('missing-resources', workload(kind, '{name: a}'))).toMatchObject([
      { message: 'container a has no requests.cpu, requests.memory, limits.memory' },
    ]);
    expect(await findingsOf('missing-resources', workload(kind, `{name: a, ${resources}}`))).toEqual([]);
  });

  test('of a sidecar, and of what is missing only', async () => {
    const containers = `{name: a, ${resources}}, {name: b, resources: {requests: {cpu: 1, memory: 1}}}`;
    expect(await findingsOf('missing-resources', workload('Deployment', containers))).toMatchObject([
      { message: 'container b has no limits.memory', field: 'spec.template.spec.containers[1].resources' },
    ]);
  });

  test('init containers may take what the namespace gives them', async () => {
    const files = workload('Deployment', `{name: a, ${resources}}`, '{name: b}');
    expect(await findingsOf('missing-resources', files)).toEqual([]);
  });
});

describe('missing-probes', () => {
  test.each(['Deployment', 'StatefulSet', 'DaemonSet'])('of a %s', async (kind) => {
    expect(await findingsOf('missing-probes', workload(kind, '{name: a}'))).toMatchObject([
      { message: 'container a has no readinessProbe and no livenessProbe' },
    ]);
    expect(await findingsOf('missing-probes', workload(kind, `{name: a, ${probes}}`, '{name: b}'))).toEqual(
      [],
    );
  });

  test.each(['Job', 'CronJob'])('a %s ends by itself', async (kind) => {
    expect(await findingsOf('missing-probes', workload(kind, '{name: a}'))).toEqual([]);
  });
});
