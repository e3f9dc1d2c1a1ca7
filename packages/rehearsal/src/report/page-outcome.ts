import { html } from 'hono/html';
import { duration } from './duration.ts';
import { memoryVerdict } from './memory-verdict.ts';
import type { Report } from './report.ts';

/** How it went, in one line: how many promises were kept, and whatever else is not as it should be. */
export function outcomeLine(report: Report): ReturnType<typeof html> {
  const { cluster, scenarios, controls, versions } = report;
  const skipped = scenarios.filter(({ outcome }) => outcome === 'skipped').length;
  const kept = scenarios.filter(({ outcome }) => outcome === 'kept').length;
  const noticed = controls.filter(({ outcome }) => outcome === 'noticed').length;
  const untried = controls.filter(({ outcome }) => outcome === 'skipped').length;
  return html`<p>
    ${counted(kept, scenarios.length - skipped, 'promises kept')}
    ${skipped === 0 ? '' : html`<span class="badge">${skipped} skipped</span>`}
    ${counted(noticed, controls.length - untried, 'sabotages noticed')}
    ${untried === 0 ? '' : html`<span class="badge">${untried} sabotages skipped</span>`}
    ${troubles(report).map((trouble) => html`<span class="badge bad">${trouble}</span> `)}
    <span class="soft">
      ${cluster}, Kubernetes ${versions['kube-apiserver']}, Flux ${versions['flux']}, in
      ${duration(report.duration)}
    </span>
  </p>`;
}

function counted(count: number, of: number, what: string): ReturnType<typeof html> {
  if (of === 0) return html``;
  return html`<span class="badge ${count === of ? 'good' : 'bad'}">${count} of ${of} ${what}</span>`;
}

function troubles({ digests, memory }: Report): readonly string[] {
  const isSame = digests.every(({ generated, delivered }) => generated === delivered);
  const { isGood, figure } = memoryVerdict(memory);
  return [
    ...(isSame ? [] : ['delivered is not what is generated']),
    ...(isGood ? [] : [`memory: ${figure}`]),
  ];
}
