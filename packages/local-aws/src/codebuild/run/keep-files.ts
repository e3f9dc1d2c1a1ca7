import { join } from 'node:path';
import { LocalAwsError } from '../../local-aws-error.ts';
import type { Buildspec } from '../buildspec/buildspec-schema.ts';
import type { BuildFolders } from './build-folders.ts';
import type { BuildLog } from './build-log.ts';
import { collectFiles } from './collect-files.ts';

/** Which files of a build are kept. */
export interface KeepFilesOptions {
  readonly buildspec: Buildspec;
  readonly folders: BuildFolders;
  readonly log: BuildLog;
  /** Whether the build succeeds so far: one that fails keeps its reports, and no artifacts. */
  readonly isSucceeding: boolean;
}

/** A set of files, as a buildspec writes it. */
interface FileSet {
  readonly files: readonly string[];
  readonly 'base-directory'?: string | undefined;
  readonly 'discard-paths': boolean;
  readonly 'exclude-paths'?: readonly string[];
}

/**
 * Keeps the reports and artifacts of a build: CodeBuild's phase UPLOAD_ARTIFACTS.
 *
 * @throws LocalAwsError `build-failed` with everything that could not be kept
 */
export async function keepFiles({ buildspec, folders, log, isSucceeding }: KeepFilesOptions): Promise<void> {
  const problems: string[] = [];
  const keep = async (what: string, set: FileSet, into: string): Promise<void> => {
    try {
      const kept = await collectFiles({
        source: folders.source,
        files: set.files,
        baseDirectory: set['base-directory'],
        discardPaths: set['discard-paths'],
        exclude: set['exclude-paths'] ?? [],
        into,
      });
      log.say(`Kept ${kept.length} ${kept.length === 1 ? 'file' : 'files'} of ${what}: ${kept.join(', ')}`);
    } catch (error) {
      problems.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  for (const [name, report] of Object.entries(buildspec.reports))
    await keep(`the report ${name}`, report, join(folders.reports, fileName(name)));
  if (buildspec.artifacts && isSucceeding) {
    const { 'secondary-artifacts': secondary, ...primary } = buildspec.artifacts;
    await keep('artifacts', primary, folders.artifacts);
    for (const [name, set] of Object.entries(secondary))
      await keep(name, set, join(`${folders.artifacts}-of`, fileName(name)));
  }
  if (problems.length > 0) throw new LocalAwsError('build-failed', problems.join('; '));
}

/** A name of a report or of artifacts as a name of a folder. */
function fileName(name: string): string {
  return name.replace(/[^\w.-]/g, '_').replace(/^\.+/, '_');
}
