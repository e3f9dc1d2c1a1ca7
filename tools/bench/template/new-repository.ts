import { interleave, type RunResult } from '../measure/interleave.ts';
import type { Comparison } from '../measure/measurement.ts';
import { runProcess } from '../measure/run-process.ts';
import type { Stage } from '../measure/stage.ts';
import { nxEnvironment, targets, teamRepository } from './team-repository.ts';
import { makeNewFiles } from './template-places.ts';

/** What is measured, as the page names it. */
export const newPrograms = {
  first: 'its files, first manifests and templates',
  affected: 'npx nx affected, everything cached',
  bare: 'floor: npx nx affected, a bare workspace',
} as const;

/**
 * Measures a new repository: all of its files, then its first manifests and templates; and what CI costs with nothing to do.
 */
export async function newRepository(stage: Stage): Promise<readonly [Comparison, Comparison]> {
  stage.say('Packing and publishing to a registry on loopback');
  const { team, bare } = await teamRepository(stage);
  const nx = async (cwd: string, args: readonly string[], weigh = false) =>
    runProcess({
      command: ['npx', '--no', 'nx', ...args],
      cwd,
      environment: nxEnvironment,
      limit: 180_000,
      signal: stage.signal,
      weigh,
    });
  const generate = ['run-many', '-t', 'generate', 'synth', '--skip-nx-cache'];
  const first = await interleave({
    id: 'template-new',
    title: 'A new repository',
    contenders: [
      {
        name: newPrograms.first,
        run: async (turn) => sum(await makeNewFiles(stage, `new-${turn}`), (await nx(team, generate)).result),
        weigh: async () => (await nx(team, generate, true)).memory,
      },
    ],
    runs: stage.runs,
    say: stage.say,
  });
  const affected = (names: readonly string[]) => ['affected', '-t', ...names, '--base', 'HEAD~1'];
  await nx(team, affected(targets));
  const cached = await interleave({
    id: 'template-cached',
    title: 'CI with everything cached',
    contenders: [
      {
        name: newPrograms.affected,
        run: async () => (await nx(team, affected(targets))).result,
        weigh: async () => (await nx(team, affected(targets), true)).memory,
      },
      { name: newPrograms.bare, run: async () => (await nx(bare, affected(['build']))).result },
    ],
    runs: stage.runs,
    say: stage.say,
  });
  return [first, cached];
}

function sum(...results: readonly RunResult[]): RunResult {
  const cut = results.find((result) => 'cutAt' in result);
  if (cut !== undefined) return cut;
  return {
    milliseconds: results.reduce((all, one) => all + ('milliseconds' in one ? one.milliseconds : 0), 0),
  };
}
