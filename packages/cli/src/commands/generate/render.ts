import type { Outcome } from '../../outcomes.ts';
import type { Paint } from '../../paint.ts';
import type { GeneratedSummary } from './generate.ts';

/** The text of a finished `tideway generate`. */
export function renderGenerate(options: {
  readonly outcome: Outcome;
  readonly out: string;
  readonly summaries: readonly GeneratedSummary[];
  readonly diffs: readonly string[];
  readonly paint: Paint;
}): string {
  const { outcome, out, summaries, diffs, paint } = options;
  const width = Math.max(...summaries.map(({ repository }) => repository.length));
  const rows = summaries.map(
    (summary) =>
      `${summary.repository.padEnd(width)}  ${paint('dim', `${summary.files} files`)}  ${counts(summary, paint)}`,
  );
  return [...diffs, ...rows, closing(outcome, out)].join('\n');
}

function counts({ created, updated, removed, unchanged }: GeneratedSummary, paint: Paint): string {
  const parts = [
    created.length > 0 ? paint('green', `${created.length} created`) : '',
    updated.length > 0 ? paint('yellow', `${updated.length} updated`) : '',
    removed.length > 0 ? paint('red', `${removed.length} removed`) : '',
    unchanged > 0 ? `${unchanged} unchanged` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function closing(outcome: Outcome, out: string): string {
  switch (outcome) {
    case 'unchanged':
      return `Nothing to do: ${out} is what the model says.`;
    case 'differs':
      return `${out} is not what the model says. Run tideway generate to write it.`;
    case 'planned':
      return `Nothing was written. Run without --dry-run to write ${out}.`;
    default:
      return `Written to ${out}.`;
  }
}
