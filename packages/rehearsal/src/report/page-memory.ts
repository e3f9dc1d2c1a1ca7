import { html } from 'hono/html';
import { gibibytes } from './gibibytes.ts';
import { memoryLimit, type Report } from './report.ts';

/** How much memory it needed; nothing where that is not known. */
export function memoryTable({ memory }: Report): ReturnType<typeof html> {
  if (memory === undefined) return html``;
  const { oneCluster, everything, processes } = memory;
  const isWithin = oneCluster <= memoryLimit;
  return html`<h2>Memory</h2>
    <p>
      One cluster with everything around it:
      <span class="badge ${isWithin ? 'good' : 'bad'}">${gibibytes(oneCluster)} at most</span>
      <span class="soft">
        of ${gibibytes(memoryLimit)} that it may need; ${gibibytes(everything)} while several clusters ran
      </span>
    </p>
    <div class="card scroll">
      <table>
        ${Object.entries(processes).map(
          ([name, bytes]) =>
            html`<tr>
              <td>${name}</td>
              <td class="number">${gibibytes(bytes)}</td>
            </tr>`,
        )}
      </table>
    </div>`;
}
