import { interleave } from '../measure/interleave.ts';
import type { Stage } from '../measure/stage.ts';
import type { Section } from '../report/results.ts';
import { cdkInitProject } from './cdk-init-project.ts';
import { synthContenders } from './contenders.ts';
import { judgeSynth, type SynthResult } from './synth-targets.ts';

const method = `Whole processes from a model or a program to CloudFormation templates, without Nx or the CDK CLI around them. Beside Tideway,
which runs as the target \`platform:synth\` runs it (with the compile cache of Node.js), stand the
same clusters (network, node group, add-ons, load balancer controller, metrics-server, Flux Operator) as the guide of the EKS
Blueprints has them written, in the project that \`cdk init\` makes, run by \`ts-node\` as its \`cdk.json\` says; and once more without
the type check, which Tideway has as a target of its own with a cache. Tideway's clusters bring their roles, pipelines, repositories
and events, which the other side has not.`;

const counts = [1, 5, 10, 50];

/** Measures and judges the synthesis of CloudFormation templates. */
export async function synthSection(stage: Stage): Promise<Section> {
  stage.say('Making the project of cdk init');
  const project = await cdkInitProject(stage);
  const results: SynthResult[] = [];
  for (const clusters of counts) {
    const comparison = await interleave({
      id: `synth/${clusters}`,
      title: `Synthesis of ${clusters === 1 ? 'one cluster' : `${clusters} clusters`}`,
      contenders: synthContenders(stage, project, clusters),
      runs: stage.runs,
      say: stage.say,
    });
    results.push({ clusters, comparison });
  }
  return {
    title: 'Synthesis',
    method,
    comparisons: results.map(({ comparison }) => comparison),
    verdicts: judgeSynth(results),
  };
}
