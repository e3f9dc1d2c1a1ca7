import { html } from 'hono/html';
import type { Report } from './report.ts';

const looks = { noticed: 'good', missed: 'bad', skipped: '' } as const;

/** What was broken on purpose, and what its scenario said; nothing when that was not asked for. */
export function controlTable({ controls }: Report): ReturnType<typeof html> {
  if (controls.length === 0) return html``;
  return html`<h2>What was broken on purpose</h2>
    <div class="card scroll">
      <table>
        ${controls.map(
          ({ name, scenario, outcome, said }) =>
            html`<tr>
              <td><span class="badge ${looks[outcome]}">${outcome}</span></td>
              <td>
                ${name} <span class="soft">${scenario}</span>
                <pre>${said}</pre>
              </td>
            </tr>`,
        )}
      </table>
    </div>`;
}
