import { html, raw } from 'hono/html';
import { duration } from './duration.ts';
import { controlTable } from './page-controls.ts';
import { loopPicture } from './page-loop.ts';
import { memoryTable } from './page-memory.ts';
import { outcomeLine } from './page-outcome.ts';
import { promises } from './page-promises.ts';
import { pageStyle } from './page-style.ts';
import type { Report } from './report.ts';

/** The report as one page that needs nothing else. */
export function reportPage(report: Report): string {
  const { platform, scenarios, outcome } = report;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Rehearsal of ${platform}: ${outcome}</title>
        <style>
          ${raw(pageStyle)}
        </style>
      </head>
      <body>
        <main>
          <h1>Rehearsal of ${platform}</h1>
          ${outcomeLine(report)} ${loopPicture(report)} ${promises(scenarios)} ${controlTable(report)}
          ${delivered(report)} ${memoryTable(report)} ${rest(report)}
        </main>
      </body>
    </html>` as string;
  return `${page}\n`;
}

function delivered({ digests, bringUp }: Report): ReturnType<typeof html> {
  return html`<h2>What was delivered</h2>
    <div class="card scroll">
      <table>
        <tr>
          <th>repository</th>
          <th class="number">files</th>
          <th>as generated</th>
          <th>as delivered</th>
        </tr>
        ${digests.map(
          ({ repository, files, generated, delivered: arrived }) =>
            html`<tr>
              <td>${repository}</td>
              <td class="number">${files}</td>
              <td><code>${generated}</code></td>
              <td>
                ${
                  generated === arrived
                    ? html`<span class="badge good">the same</span>`
                    : html`<span class="badge bad">differs</span> <code>${arrived}</code>`
                }
              </td>
            </tr>`,
        )}
      </table>
    </div>
    <h2>From nothing to a running shop</h2>
    <div class="card scroll">
      <table>
        ${bringUp.map(
          ({ what, milliseconds }) =>
            html`<tr>
              <td>${what}</td>
              <td class="number">${duration(milliseconds)}</td>
            </tr>`,
        )}
      </table>
    </div>`;
}

function rest({ differences, versions }: Report): ReturnType<typeof html> {
  return html`<h2>What is not as on AWS</h2>
    <div class="card scroll">
      <table>
        <tr>
          <th>what</th>
          <th>instead</th>
          <th>why</th>
        </tr>
        ${differences.map(
          ({ what, instead, why }) =>
            html`<tr>
              <td>${what}</td>
              <td>${instead}</td>
              <td>${why}</td>
            </tr>`,
        )}
      </table>
    </div>
    <h2>What ran</h2>
    <div class="card scroll">
      <table>
        ${Object.entries(versions).map(
          ([name, version]) =>
            html`<tr>
              <td>${name}</td>
              <td><code>${version}</code></td>
            </tr>`,
        )}
      </table>
    </div>`;
}
