import { assert, assertEqual } from './assertions.ts';
import type { Scenario } from './scenario.ts';

/** B1, B7 and D11: what the tutorial has its reader type. */
export const fluxReportsAllReady: Scenario = {
  name: 'flux-reports-all-ready',
  promise: 'The flux command shows every Kustomization, source and image object Ready',
  ids: ['B1', 'B7', 'D11'],
  async run(world, evidence) {
    const client = await world.flux(['version', '--client']);
    assert(client.code === 0 && /^flux: v\d/m.test(client.stdout), `flux version --client: ${client.stderr}`);
    const failing = await world.flux(['get', 'kustomizations', '-A', '--status-selector', 'ready=false']);
    assert(!/\bFalse\b/.test(failing.stdout), `not Ready:\n${failing.stdout}`);
    const all = await world.flux(['get', 'kustomizations', '-A']);
    assertEqual(all.code, 0, 'flux get kustomizations');
    for (const name of ['flux-system', 'infrastructure-configs', 'apps', world.stage.sync.name])
      assert(
        new RegExp(`\\b${name}\\b.*\\bTrue\\b`).test(all.stdout),
        `${name} is not Ready:\n${all.stdout}`,
      );
    const images = await world.flux(['get', 'images', 'all', '--all-namespaces']);
    assertEqual(images.code, 0, 'flux get images all');
    const rows = images.stdout.split('\n').filter((line) => /\bTrue\b/.test(line));
    assert(rows.length >= 3 && !/\bFalse\b.*\bnot\b/i.test(images.stdout), images.stdout);
    evidence.note('answer', all.stdout.trim());
    evidence.note('answer', images.stdout.trim());
  },
};
