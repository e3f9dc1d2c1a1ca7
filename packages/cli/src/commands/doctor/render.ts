import type { Paint } from '../../paint.ts';
import { table } from '../../table.ts';
import type { Finding } from './doctor.ts';

/** The text of a finished `tideway doctor`. */
export function renderDoctor(findings: readonly Finding[], paint: Paint): string {
  const rows = findings.map((finding) => [sign(finding, paint), finding.name, finding.found]);
  const wrong = findings.filter(({ state }) => state === 'wrong');
  const fixes = wrong.map(({ name, fix = '', needed, onlyFor }) => {
    const why = needed || onlyFor === undefined ? '' : paint('dim', ` (only for ${onlyFor})`);
    return `  ${paint('bold', name)}: ${fix}${why}`;
  });
  const needed = wrong.filter((finding) => finding.needed).length;
  return [
    table(rows),
    ...(fixes.length === 0 ? [] : ['', 'To mend:', ...fixes]),
    '',
    needed === 0
      ? 'All that is needed is there.'
      : `${needed} needed ${needed === 1 ? 'thing is' : 'things are'} wrong.`,
  ].join('\n');
}

function sign({ state, needed }: Finding, paint: Paint): string {
  if (state === 'fine') return paint('green', 'fine');
  if (state === 'skipped') return paint('dim', 'skipped');
  return needed ? paint('red', 'wrong') : paint('yellow', 'missing');
}
