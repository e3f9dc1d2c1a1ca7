import { type Contender, interleave } from '../measure/interleave.ts';
import { measurementOf, medianOf, type Comparison } from '../measure/measurement.ts';
import { runProcess } from '../measure/run-process.ts';
import type { Stage } from '../measure/stage.ts';
import type { Section } from '../report/results.ts';
import type { Verdict } from '../report/target.ts';
import { duration } from '../report/units.ts';
import { newPrograms, newRepository } from './new-repository.ts';
import { templatePlaces } from './template-places.ts';

const method = `\`npx projen\` in a repository that the template made, from the start of npx to its end; nothing has changed, so that it
makes all files, compares and writes none. The floor is \`npx projen\` on a project of projen's own simplest type, which has
no program of its own to run.

Then a new repository, made by \`projen new\` out of the packed packages, with everything installed: all of its files made
once more and its first manifests and CloudFormation templates (\`nx run-many -t generate synth\`, nothing from the cache);
and \`npx nx affected\` with the targets of CI when everything is in the cache, as CI runs them: without daemon and without
a process for each plugin. The floor is the same on a bare Nx workspace of ten packages with one target.`;

const programs = {
  run: 'npx projen, nothing to do',
  check: 'npx projen check',
  floor: 'floor: npx projen, an empty project',
} as const;

const MOST = 1_000;
const MOST_FOR_THE_FIRST = 60_000;

/** Measures and judges how long the template takes that has nothing to do. */
export async function templateSection(stage: Stage): Promise<Section> {
  stage.say('Making the repositories');
  const { ours, floor } = await templatePlaces(stage);
  const contender = (name: string, cwd: string, args: readonly string[]): Contender => {
    const run = (weigh = false) =>
      runProcess({ command: ['npx', '--no', 'projen', ...args], cwd, signal: stage.signal, weigh });
    return { name, run: async () => (await run()).result, weigh: async () => (await run(true)).memory };
  };
  const comparison = await interleave({
    id: 'template',
    title: 'A repository that is up to date',
    contenders: [
      contender(programs.run, ours, []),
      contender(programs.check, ours, ['check']),
      contender(programs.floor, floor, []),
    ],
    runs: stage.runs,
    say: stage.say,
  });
  const [first, cached] = await newRepository(stage);
  return {
    title: 'Template',
    method,
    comparisons: [comparison, first, cached],
    verdicts: [
      under(comparison, programs.run, MOST),
      under(first, newPrograms.first, MOST_FOR_THE_FIRST),
      under(cached, newPrograms.affected, MOST),
    ],
  };
}

function under(comparison: Comparison, name: string, most: number): Verdict {
  const measurement = measurementOf(comparison, name);
  const median = measurement && medianOf(measurement);
  return {
    target: `${comparison.title}: ${name} takes under ${duration(most)}`,
    measured: median === undefined ? '–' : duration(median),
    met: median !== undefined && median < most,
  };
}
