import type { Finding, ValidationReport } from '@tideway/validate';
import type { Paint } from '../../paint.ts';

const colours = { error: 'red', warning: 'yellow', info: 'dim' } as const;

/** The text of a finished `tideway validate`. */
export function renderReport(report: ValidationReport, paint: Paint): string {
  return [...report.findings.map((finding) => findingText(finding, paint)), closing(report)].join('\n');
}

function findingText(finding: Finding, paint: Paint): string {
  const { severity, rule, repository, path, line, object, field, message, fix } = finding;
  const where = `${repository}/${path}${line === undefined ? '' : `:${line}`}`;
  const what = [object, field].filter((part) => part !== undefined).join(' ');
  return [
    `${paint(colours[severity], severity)} ${paint('bold', rule)} ${where}${what === '' ? '' : ` (${what})`}`,
    `  ${message}`,
    `  ${fix}`,
  ].join('\n');
}

/** One sentence about a whole report. */
export function closing({ counts, roots, objects }: ValidationReport): string {
  const checked = `${plural(roots, 'overlay')} rendered, ${plural(objects, 'object')} checked`;
  if (counts.error + counts.warning === 0) return `Valid: ${checked}.`;
  return `${plural(counts.error, 'error')}, ${plural(counts.warning, 'warning')}: ${checked}.`;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
