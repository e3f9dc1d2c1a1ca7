import { html } from 'hono/html';
import { gigabytes } from './gigabytes.ts';
import { memoryVerdict } from './memory-verdict.ts';
import type { Report } from './report.ts';

/** How much memory it needed, or why nobody knows. */
export function memoryTable({ memory }: Report): ReturnType<typeof html> {
  const { isGood, figure, text } = memoryVerdict(memory);
  return html`<h2>Memory</h2>
    <p>
      One cluster with everything around it:
      <span class="badge ${isGood ? 'good' : 'bad'}">${figure}</span>
      <span class="soft">
        ${text}${memory.state === 'measured' ? `; ${gigabytes(memory.everything)} while several clusters ran` : ''}
      </span>
    </p>
    ${memory.state === 'measured' ? byProcess(memory.processes) : ''}`;
}

function byProcess(processes: Readonly<Record<string, number>>): ReturnType<typeof html> {
  return html`<div class="card scroll">
    <table>
      <tr>
        <th>process</th>
        <th class="number">when it was most</th>
      </tr>
      ${Object.entries(processes).map(
        ([name, bytes]) =>
          html`<tr>
            <td>${name}</td>
            <td class="number">${gigabytes(bytes)}</td>
          </tr>`,
      )}
    </table>
  </div>`;
}
