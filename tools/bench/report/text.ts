import { styleText } from 'node:util';
import type { Results } from './results.ts';
import { columns, rowsOf } from './rows.ts';
import type { Verdict } from './target.ts';

/** The results for a terminal. */
export function renderText(results: Results): string {
  const lines: string[] = [];
  for (const { title, comparisons, verdicts } of results.sections) {
    lines.push(title.toUpperCase(), '');
    for (const comparison of comparisons) {
      lines.push(comparison.title, ...table([columns, ...rowsOf(comparison, results.runs)]), '');
    }
    lines.push(...verdicts.map(verdictLine), '');
  }
  return `${lines.join('\n')}\n`;
}

function verdictLine({ target, measured, met }: Verdict): string {
  const word = met ? styleText('green', 'met   ') : styleText('red', 'MISSED');
  return `${word} ${target}: ${measured}`;
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
}
