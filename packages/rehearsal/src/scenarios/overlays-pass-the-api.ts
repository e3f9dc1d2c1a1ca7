import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesOf } from '../report/tree-digest.ts';
import { assert, assertEqual } from './assertions.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

/** B3: every overlay renders, and the API server takes every object of it. */
export const overlaysPassTheApi: Scenario = {
  name: 'overlays-pass-the-api',
  promise: 'Every overlay of every environment renders, and the API server accepts each object strictly',
  ids: ['B3'],
  async run(world, evidence) {
    const { platform, stage, fluxRepository, tenantRepository } = world;
    const flux = await exported(world, fluxRepository.name);
    const tenant = await exported(world, tenantRepository.name);
    const environments = Object.keys(platform.environments);
    const roots = environments.flatMap((environment) => [
      join(flux, 'infrastructure/controllers/overlays', environment),
      join(flux, 'infrastructure/configs/overlays', environment),
      join(flux, 'apps/overlays', environment),
      join(flux, 'events/overlays', environment),
    ]);
    const tenants = environments.map((environment) =>
      join(tenant, 'deploy/kubernetes/overlays', environment),
    );
    let count = 0;
    for (const root of roots) count += await accepted(world, root, []);
    for (const root of tenants) count += await accepted(world, root, ['-n', stage.tenant.namespace]);
    for (const cluster of Object.keys(platform.clusters)) {
      const args = [...dryRun, '-R', '-f', join(flux, 'clusters', cluster)];
      count += lines(await world.kubectl(args), cluster);
    }
    assert(count > 100, `only ${count} objects were tried`);
    evidence.note('answer', `${count} objects passed a server-side dry run with strict field validation`);
  },
};

const dryRun = [
  'apply',
  '--server-side',
  '--force-conflicts',
  '--dry-run=server',
  '--validate=strict',
  '--field-manager=kustomize-controller',
];

async function accepted(world: World, root: string, more: readonly string[]): Promise<number> {
  const rendered = await world.kubectl(['kustomize', root]);
  assertEqual(rendered.code, 0, `${root} renders (${rendered.stderr.trim()})`);
  return lines(await world.kubectl([...dryRun, ...more, '-f', '-'], rendered.stdout), root);
}

function lines(answer: Awaited<ReturnType<World['kubectl']>>, what: string): number {
  assertEqual(answer.code, 0, `${what} is accepted (${answer.stderr.trim().slice(0, 600)})`);
  return answer.stdout.trim().split('\n').length;
}

async function exported(world: World, name: string): Promise<string> {
  const folder = join(world.scratch, 'exported', name);
  await rm(folder, { recursive: true, force: true });
  for (const [path, content] of await filesOf(world.site.repository(name), 'main')) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return folder;
}
