import { html } from 'hono/html';
import type { Report } from './report.ts';

/** What was broken on purpose, and what its scenario said; nothing when that was not asked for. */
export function controlTable({ controls }: Report): ReturnType<typeof html> {
  if (controls.length === 0) return html``;
  return html`<h2>What was broken on purpose</h2>
    <div class="card scroll">
      <table>
        ${controls.map(
          ({ name, scenario, outcome, said }) =>
            html`<tr>
              <td><span class="badge ${outcome === 'noticed' ? 'good' : 'bad'}">${outcome}</span></td>
              <td>
                ${name} <span class="soft">${scenario}</span>
                <pre>${said}</pre>
              </td>
            </tr>`,
        )}
      </table>
    </div>`;
}
