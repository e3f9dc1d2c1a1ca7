import type { Stage } from '../measure/stage.ts';
import type { Section } from '../report/results.ts';
import { benchmarkGenerate } from './generate-benchmark.ts';
import { judgeGenerate } from './generate-targets.ts';

const method = `The whole command as npm installs it (a bundle), from the start of the process to its end, and once more from the sources
of this repository, against \`cdk8s synth\` with the very same objects
(read back from what Tideway wrote, and handed to the app as JSON, so that it has no model to work out) and against the
floor: one process that has the objects and only serialises and writes them, in the same files and the same style;
the time that it takes to read them is not counted. A run is ended after 60 s.`;

/** Measures and judges `tideway generate`. */
export async function generateSection(stage: Stage): Promise<Section> {
  const results = await benchmarkGenerate(stage);
  return {
    title: 'Generate',
    method,
    comparisons: results.map(({ comparison }) => comparison),
    verdicts: judgeGenerate(results),
  };
}
