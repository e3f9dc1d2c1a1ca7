import type { Pull, PulledFile } from '@tideway/delivery';
import type { Paint } from '../../paint.ts';

const colours = { added: 'green', updated: 'green', removed: 'yellow', conflicted: 'red' } as const;

/** The text of a finished `tideway pull`. */
export function renderPull(options: {
  readonly pulled: Pull;
  readonly folder: string;
  readonly dryRun: boolean;
  readonly paint: Paint;
}): string {
  const { pulled, folder, dryRun, paint } = options;
  const { repository, outcome, files, commits, conflicts, patch } = pulled;
  if (outcome === 'unchanged') return `Nothing to pull: ${repository} has nothing that ${folder} lacks.`;
  return [
    ...commits.map(({ id, author, subject }) => `${paint('dim', id.slice(0, 10))}  ${author}  ${subject}`),
    '',
    ...files.map((file) => fileLine(file, folder, paint)),
    ...conflicts.map((conflict) => paint('red', conflict)),
    ...(dryRun && patch !== '' ? ['', patch.trimEnd()] : []),
    '',
    closing(options),
  ].join('\n');
}

function fileLine({ path, kind }: PulledFile, folder: string, paint: Paint): string {
  return `  ${paint(colours[kind], kind.padEnd('conflicted'.length))}  ${folder}/${path}`;
}

function closing({ pulled, folder, dryRun }: Parameters<typeof renderPull>[0]): string {
  const { repository, conflicts, written } = pulled;
  if (conflicts.length > 0) {
    return written
      ? `Written with conflict markers. Settle them in ${folder}, commit, then: tideway sync ${repository}`
      : `Nothing was written to ${folder}. Change it there so that it no longer clashes, or write both sides to settle them: tideway pull ${repository} --markers`;
  }
  return dryRun
    ? `Nothing was written. To write it into ${folder}, run without --dry-run.`
    : `Written to ${folder}. Look at it with git diff, commit it, then: tideway sync ${repository}`;
}
