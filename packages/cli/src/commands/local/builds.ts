import type { CommandResult, Context } from '../../context.ts';
import { table } from '../../table.ts';
import { buildList, describeBuild, shortSource } from './build-list.ts';
import type { LocalOptions } from './local-options.ts';

/**
 * `tideway local builds`: the builds of one project or of all, the newest first.
 * @throws CliError `build-unknown`
 */
export async function builds({ project }: LocalOptions, context: Context): Promise<CommandResult> {
  const found = await buildList(project, context);
  return {
    outcome: 'done',
    data: { builds: found.map(describeBuild) },
    text: (paint) =>
      found.length === 0
        ? 'No builds yet: with "tideway local up --registry <url>" every push of sources starts one.'
        : table(
            found.map((build) => [
              build.project,
              `#${build.number}`,
              paint(build.status === 'FAILED' ? 'red' : 'green', build.status),
              shortSource(build),
              build.commit.slice(0, 7),
              build.endTime === undefined ? '' : `${((build.endTime - build.startTime) / 1000).toFixed(1)} s`,
              build.exported?.['IMAGE_TAG'] ?? '',
            ]),
          ),
  };
}
