import { appendFile, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import { buildFlags, programKey } from './program-key.ts';

const repository = join(import.meta.dirname, '..', '..', '..', '..');
const go = { program: 'go', version: 'go1.26.8', platform: 'linux/amd64', environment: {} };

async function copyOfModules(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tideway-modules-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(join(repository, 'tools', 'go'), folder, { recursive: true });
  return folder;
}

test('every program has its modules, pinned', async () => {
  const keys = await Promise.all(
    catalogue.map((program) => programKey({ program, go, modules: join(repository, 'tools', 'go') })),
  );
  expect(new Set(keys).size).toBe(catalogue.length);
});

test('a program is built again when its modules or Go change, and only then', async () => {
  const modules = await copyOfModules();
  const [etcd, api] = catalogue;
  if (!etcd || !api) throw new Error('the catalogue is empty');
  const keys = () => Promise.all([etcd, api].map((program) => programKey({ program, go, modules })));
  const [before, other] = await keys();
  expect(await keys()).toEqual([before, other]);
  await writeFile(join(modules, 'etcd', 'go.mod'), 'module x\n');
  const [after, same] = await keys();
  expect(after).not.toBe(before);
  expect(same).toBe(other);
  const newer = { ...go, version: 'go1.27.0' };
  expect(await programKey({ program: api, go: newer, modules })).not.toBe(other);
});

test('a program of our own is built again when its source changes', async () => {
  const modules = await copyOfModules();
  const registry = catalogue.find(({ name }) => name === 'registry');
  if (!registry) throw new Error('the catalogue has no registry');
  const before = await programKey({ program: registry, go, modules });
  await appendFile(join(modules, 'registry', 'main.go'), '// changed\n');
  expect(await programKey({ program: registry, go, modules })).not.toBe(before);
});

test('Kubernetes is told its version by the linker', () => {
  const api = catalogue.find(({ name }) => name === 'kube-apiserver');
  expect(api && buildFlags(api).join(' ')).toContain('version.gitVersion=v1.36.3');
});
