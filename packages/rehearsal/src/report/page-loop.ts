import { html } from 'hono/html';
import { byPolling } from '../scenarios/by-polling.ts';
import { hops } from '../scenarios/push-reaches-the-page.ts';
import { duration } from './duration.ts';
import type { Report } from './report.ts';

type Html = ReturnType<typeof html>;

/** Scenario that measures the loop. */
const measuring = 'image-to-pods-in-seconds';

/** The loop as a picture, with the measured time of each hop; nothing when it was not measured. */
export function loopPicture(report: Report): Html {
  return html`${fromImage(report)}${fromPush(report)}`;
}

/** From the image on: the median of each hop. */
function fromImage({ scenarios }: Report): Html {
  const measures = scenarios.find(({ name }) => name === measuring)?.measures ?? [];
  const time = (start: string) => measures.find(({ what }) => what.startsWith(start))?.milliseconds;
  const all = time('image pushed → pods Ready, median');
  if (all === undefined) return html``;
  const hop = (start: string, what: string) => arrow(time(start), what);
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

/** From an edit to the page, each hop once. */
function fromPush({ scenarios }: Report): Html {
  const measures = scenarios.flatMap((scenario) => scenario.measures);
  const time = (name: string) => measures.find(({ what }) => what === name)?.milliseconds;
  const all = time(hops.all);
  if (all === undefined) return html``;
  return html`<h2>The story</h2>
    <ol class="loop long">
      ${place('app-repo', 'a developer pushes')} ${arrow(time(hops.start), 'event')}
      ${place('CodeBuild', 'runs the buildspec')} ${arrow(time(hops.build), 'test, build, push')}
      ${place('ECR', 'has the image')} ${arrow(time(hops.commit), 'event, scan, commit')}
      ${place('CodeCommit', 'the robot’s commit')} ${arrow(time(hops.pods), 'event, apply, rollout')}
      ${place('Pods', 'have the tag')} ${arrow(time(hops.page), 'that image is pulled and run')}
      ${place('The page', 'shows the edit')}
    </ol>
    <p class="soft">From <code>git push</code> to the page: <b>${duration(all)}</b>.</p>`;
}

function place(name: string, what: string): Html {
  return html`<li>
    <div class="place"><strong>${name}</strong><br /><span class="soft">${what}</span></div>
  </li>`;
}

function arrow(milliseconds: number | undefined, what: string): Html {
  return html`<li class="hop"><b>${duration(milliseconds ?? 0)}</b>${what}</li>`;
}

/** How long the same way took when Flux heard of nothing, as far as that was measured. */
function polling(scenarios: Report['scenarios']): string {
  const measures = scenarios.flatMap((scenario) => scenario.measures);
  const time = (name: string) => measures.find(({ what }) => what === name)?.milliseconds;
  const [image, commit] = [time(byPolling.image), time(byPolling.commit)];
  if (image === undefined || commit === undefined) return '';
  return `Without events, by the intervals of the model alone, it was ${duration(image)} from the image to the robot’s commit and ${duration(commit)} from a commit to the cluster.`;
}
