import type { Comparison } from '../measure/measurement.ts';
import type { Results, Section } from './results.ts';
import { columns, rowsOf } from './rows.ts';
import { mebibytes } from './units.ts';

/** The results for the documentation, in Markdown. */
export interface MarkdownResults {
  /** Where and how it was measured. */
  readonly machine: string;
  /** Each with its heading. */
  readonly sections: readonly string[];
}

/** Writes the results for the documentation. */
export function renderMarkdown(results: Results): MarkdownResults {
  return {
    machine: machineOf(results),
    sections: results.sections.map((section) => sectionOf(section, results.runs)),
  };
}

function machineOf({ machine, runs }: Results): string {
  const { processor, cores, memory, system, node, git } = machine;
  return [
    `Measured on ${cores} cores of ${processor} with ${mebibytes(memory)} of memory, ${system}, Node ${node}, git ${git}.`,
    `Medians of ${runs} runs in turns, after one that is not counted; a row that has fewer says so.`,
  ].join('\n');
}

function sectionOf({ title, method, comparisons, verdicts }: Section, runs: number): string {
  return [
    `## ${title}`,
    method,
    table(
      ['target', 'measured', ''],
      verdicts.map(({ target, measured, met }) => [target, measured, met ? 'met' : '**missed**']),
    ),
    ...comparisons.map((comparison) => comparisonOf(comparison, runs)),
  ].join('\n\n');
}

function comparisonOf(comparison: Comparison, runs: number): string {
  return `### ${comparison.title}\n\n${table([...columns], rowsOf(comparison, runs))}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
