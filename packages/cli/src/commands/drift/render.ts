import type { Drift, DriftKind } from '@tideway/delivery';
import type { Paint } from '../../paint.ts';

const says: Readonly<Record<DriftKind, string>> = {
  'generator-ahead': 'the model is ahead',
  'edited-in-repository': 'edited in the repository',
  'added-in-repository': 'added in the repository',
  both: 'changed on both sides',
  'not-delivered-by-us': 'never delivered by Tideway',
};

/**
 * The text of a finished `tideway drift`.
 *
 * @param folders - what repositories are made from that are not made from the model
 */
export function renderDrift(
  drifts: readonly Drift[],
  folders: ReadonlyMap<string, string>,
  paint: Paint,
): string {
  const drifted = drifts.filter(({ files }) => files.length > 0);
  return [
    ...drifts.flatMap((drift) => repositoryLines(drift, paint)),
    drifted.length === 0
      ? 'No drift: the repositories have what the model says.'
      : `Drift in ${drifted.map(({ repository }) => repository).join(', ')}. tideway sync delivers what the model is ahead with; tideway sync --dry-run shows what it would do.`,
    ...drifted.flatMap(({ repository, files }) => {
      const folder = folders.get(repository);
      const isOthers = files.some(({ kind }) => kind !== 'generator-ahead');
      return folder === undefined || !isOthers
        ? []
        : [`tideway pull ${repository} brings what was changed there into ${folder}.`];
    }),
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
