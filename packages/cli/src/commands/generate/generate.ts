import { join, relative, resolve } from 'node:path';
import { generateRepositories } from '@tideway/gitops';
import type { CommandResult, Context } from '../../context.ts';
import { loadPlatform } from '../../load-platform.ts';
import type { Outcome } from '../../outcomes.ts';
import { findWorkspace } from '../../workspace.ts';
import { compareFolder, type FolderDifference } from './compare-folder.ts';
import { renderGenerate } from './render.ts';
import { writeFolder } from './write-folder.ts';

/** Options of `tideway generate`. */
export interface GenerateOptions {
  /** Path of the model. @default the only platform.ts around */
  readonly platform?: string | undefined;
  /** Folder to write to. @default .tideway/generated */
  readonly out?: string | undefined;
  /** Only compare, with a diff. @default false */
  readonly check?: boolean;
  /** Only compare, as a list. @default false */
  readonly dryRun?: boolean;
}

/** What was, or would be, written for one repository. */
export interface GeneratedSummary extends FolderDifference {
  readonly repository: string;
  readonly folder: string;
  readonly files: number;
}

/**
 * Writes every generated repository into a folder of its own. Unchanged files are not written again, files that the
 * model no longer makes are removed, files that somebody else put there stay.
 * @throws CliError when the model is invalid or a folder holds content of somebody else
 */
export async function generate(options: GenerateOptions, context: Context): Promise<CommandResult> {
  const workspace = findWorkspace({ cwd: context.cwd, platform: options.platform });
  context.progress.step(`Reading ${workspace.model}`);
  const platform = await loadPlatform(workspace);
  context.progress.step('Generating');
  const repositories = generateRepositories(platform, { model: workspace.model });
  const out =
    options.out === undefined
      ? join(workspace.stateDirectory, 'generated')
      : resolve(context.cwd, options.out);
  const look = options.check === true || options.dryRun === true;
  const summaries: GeneratedSummary[] = [];
  const diffs: string[] = [];
  for (const { name, files } of repositories) {
    const folder = join(out, name);
    const difference = compareFolder({ folder, files });
    if (options.check === true) {
      const { diffFolder } = await import('./diff-folder.ts');
      diffs.push(...diffFolder({ folder, files, difference, label: name }));
    }
    if (!look) writeFolder({ folder, files, difference });
    summaries.push({
      repository: name,
      folder: relative(context.cwd, folder) || '.',
      files: files.size,
      ...difference,
    });
  }
  const outcome = decide(options, summaries);
  const where = relative(context.cwd, out) || '.';
  return {
    outcome,
    data: {
      out: where,
      repositories: summaries,
      ...(options.check === true ? { diff: diffs.join('') } : {}),
    },
    text: (paint) => renderGenerate({ outcome, out: where, summaries, diffs, paint }),
  };
}

function decide(options: GenerateOptions, summaries: readonly GeneratedSummary[]): Outcome {
  const changed = summaries.some(
    ({ created, updated, removed }) => created.length + updated.length + removed.length > 0,
  );
  if (!changed) return 'unchanged';
  if (options.check === true) return 'differs';
  if (options.dryRun === true) return 'planned';
  return summaries.every(
    ({ updated, removed, unchanged }) => updated.length + removed.length + unchanged === 0,
  )
    ? 'created'
    : 'updated';
}
