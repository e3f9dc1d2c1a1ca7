import type { Drift, DriftKind } from '@tideway/delivery';
import type { Paint } from '../../paint.ts';

const says: Readonly<Record<DriftKind, string>> = {
  'generator-ahead': 'the model is ahead',
  'edited-in-repository': 'edited in the repository',
  both: 'changed on both sides',
  'not-delivered-by-us': 'never delivered by Tideway',
};

/** The text of a finished `tideway drift`. */
export function renderDrift(drifts: readonly Drift[], paint: Paint): string {
  const drifted = drifts.filter(({ files }) => files.length > 0);
  return [
    ...drifts.flatMap((drift) => repositoryLines(drift, paint)),
    drifted.length === 0
      ? 'No drift: the repositories have what the model says.'
      : `Drift in ${drifted.map(({ repository }) => repository).join(', ')}. tideway sync delivers what the model is ahead with; tideway sync --dry-run shows what it would do.`,
  ].join('\n');
}

function repositoryLines({ repository, files, heldValues }: Drift, paint: Paint): readonly string[] {
  const summary =
    files.length === 0
      ? paint('dim', 'no drift')
      : paint('yellow', `${files.length} ${files.length === 1 ? 'file differs' : 'files differ'}`);
  const width = Math.max(0, ...files.map(({ kind }) => says[kind].length));
  return [
    `${paint('bold', repository)}  ${summary}`,
    ...files.map(({ path, kind }) => `  ${says[kind].padEnd(width)}  ${path}`),
    ...heldValues.map(
      ({ path, line, repository: value, generator }) =>
        `  ${paint('dim', 'held value, as it should be')}  ${path}:${line}  ${value} ${paint('dim', `(first value: ${generator})`)}`,
    ),
  ];
}
