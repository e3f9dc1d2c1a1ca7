import { html } from 'hono/html';
import { byPolling } from '../scenarios/by-polling.ts';
import { duration } from './duration.ts';
import type { Report } from './report.ts';

type Html = ReturnType<typeof html>;

/** Scenario that measures the loop. */
const measuring = 'image-to-pods-in-seconds';

/** The loop as a picture, with the measured median of each hop; nothing when it was not measured. */
export function loopPicture({ scenarios }: Report): Html {
  const measures = scenarios.find(({ name }) => name === measuring)?.measures ?? [];
  const time = (start: string) => measures.find(({ what }) => what.startsWith(start))?.milliseconds;
  const all = time('image pushed → pods Ready, median');
  if (all === undefined) return html``;
  const hop = (start: string, what: string) =>
    html`<li class="hop"><b>${duration(time(start) ?? 0)}</b>${what}</li>`;
  const place = (name: string, what: string) =>
    html`<li>
      <div class="place"><strong>${name}</strong><br /><span class="soft">${what}</span></div>
    </li>`;
  return html`<h2>The loop</h2>
    <ol class="loop">
      ${place('ECR', 'a build pushes an image')}
      ${hop("image pushed → robot's commit", 'event, scan, commit')}
      ${place('CodeCommit', 'the robot’s commit, one line')}
      ${hop('commit → Deployment', 'event, fetch, apply')}
      ${place('Kubernetes', 'the Deployment has the tag')} ${hop('Deployment → pods Ready', 'rollout')}
      ${place('Pods', 'run the new image')}
    </ol>
    <p class="soft">
      From the image to running pods: median <b>${duration(all)}</b>, worst
      ${duration(time('image pushed → pods Ready, worst') ?? 0)} of twenty runs. Pods are kwok's: no image is
      pulled. ${polling(scenarios)}
    </p>`;
}

/** How long the same way took when Flux heard of nothing, as far as that was measured. */
function polling(scenarios: Report['scenarios']): string {
  const measures = scenarios.flatMap((scenario) => scenario.measures);
  const time = (name: string) => measures.find(({ what }) => what === name)?.milliseconds;
  const [image, commit] = [time(byPolling.image), time(byPolling.commit)];
  if (image === undefined || commit === undefined) return '';
  return `Without events, by the intervals of the model alone, it was ${duration(image)} from the image to the robot’s commit and ${duration(commit)} from a commit to the cluster.`;
}
