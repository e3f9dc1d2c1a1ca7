import { renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generateRepositories, type GeneratedRepository } from '@tideway/gitops';
import { findKustomize } from '@tideway/kustomize';
import { toSarif, validateRepositories, type ValidationReport } from '@tideway/validate';
import type { CommandResult, Context } from '../../context.ts';
import { loadPlatform } from '../../load-platform.ts';
import { findWorkspace, type Workspace } from '../../workspace.ts';
import { readRepositories } from './read-repositories.ts';
import { renderReport } from './render.ts';

/** Options of `tideway validate`. */
export interface ValidateOptions {
  /** Path of the model. @default the only platform.ts around */
  readonly platform?: string | undefined;
  /** Folder with one repository per sub-folder to check instead of the model. */
  readonly dir?: string | undefined;
  /** File that gets the findings as SARIF. */
  readonly sarif?: string | undefined;
}

/**
 * Checks every repository of the model, or those on disk.
 * @throws CliError when the model is invalid; KustomizeError when there is no kustomize
 */
export async function validate(options: ValidateOptions, context: Context): Promise<CommandResult> {
  const workspace = findWorkspace({ cwd: context.cwd, platform: options.platform });
  context.progress.step(`Reading ${workspace.model}`);
  const platform = await loadPlatform(workspace);
  const generated = generateRepositories(platform, { model: workspace.model });
  const repositories =
    options.dir === undefined
      ? generated
      : await readRepositories({ folder: resolve(context.cwd, options.dir), like: generated });
  const report = await validateAll(workspace, repositories, context);
  if (options.sarif !== undefined) writeBeside(resolve(context.cwd, options.sarif), toSarif(report));
  return {
    outcome: report.counts.error > 0 ? 'invalid' : 'valid',
    data: { ...report },
    text: (paint) => renderReport(report, paint),
  };
}

/** Renders and checks repositories with the real kustomize. */
export async function validateAll(
  workspace: Workspace,
  repositories: readonly GeneratedRepository[],
  context: Context,
): Promise<ValidationReport> {
  context.progress.step('Looking for kustomize');
  const kustomize = await findKustomize({ cacheDirectory: join(workspace.stateDirectory, 'bin') });
  context.progress.step('Rendering and checking every overlay');
  return validateRepositories({
    repositories,
    kustomize,
    temporaryDirectory: join(workspace.stateDirectory, 'tmp'),
  });
}

function writeBeside(path: string, document: unknown): void {
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, `${JSON.stringify(document, null, 2)}\n`);
  renameSync(beside, path);
}
