import { rename, writeFile } from 'node:fs/promises';
import type { RehearsalFolder } from '../processes/rehearsal-folder.ts';
import type { Report } from './report.ts';
import { reportPage } from './report-page.ts';

/** Writes the report for programs and for people. @returns the files */
export async function writeReport(
  folder: RehearsalFolder,
  report: Report,
): Promise<{ readonly json: string; readonly html: string }> {
  const { reportJson: json, reportHtml: html } = folder;
  const contents = { [json]: `${JSON.stringify(report, undefined, 2)}\n`, [html]: reportPage(report) };
  for (const [file, content] of Object.entries(contents)) {
    await writeFile(`${file}.tmp`, content);
    await rename(`${file}.tmp`, file);
  }
  return { json, html };
}
