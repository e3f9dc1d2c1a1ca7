import { html } from 'hono/html';
import type { ScenarioResult } from '../scenarios/run-scenario.ts';
import { duration } from './duration.ts';

type Html = ReturnType<typeof html>;

/** All promises, each with its evidence; broken ones are open. Nothing when none was put to the test. */
export function promises(results: readonly ScenarioResult[]): Html {
  if (results.length === 0) return html``;
  return html`<h2>The promises</h2>
    <div class="card">${results.map(promise)}</div>`;
}

function promise(result: ScenarioResult): Html {
  const { name, ids, outcome, measures, evidence, reason } = result;
  const badge = { kept: 'good', broken: 'bad', skipped: '' }[outcome];
  const summary = html`<summary>
    <span class="badge ${badge}">${outcome}</span><span>${result.promise}</span>
    <span class="ids">${ids.join(' ')}</span>
  </summary>`;
  const inside = html`<div class="inside">
    ${reason === undefined ? '' : html`<pre>${reason}</pre>`}
    ${
      measures.length === 0
        ? ''
        : html`<table>
            ${measures.map(
              ({ what, milliseconds }) =>
                html`<tr>
                  <td>${what}</td>
                  <td class="number">${duration(milliseconds)}</td>
                </tr>`,
            )}
          </table>`
    }
    ${evidence.map(({ text }) => html`<pre>${text}</pre>`)}
    <p class="soft"><code>${name}</code>, ${duration(result.duration)}</p>
  </div>`;
  return outcome === 'broken'
    ? html`<details open>${summary}${inside}</details>`
    : html`<details>${summary}${inside}</details>`;
}
