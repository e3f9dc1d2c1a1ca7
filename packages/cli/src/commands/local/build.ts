import { setTimeout as sleep } from 'node:timers/promises';
import { type LocalBuild, localAwsBuilds, localAwsStatus, startLocalAwsBuild } from '@tideway/local-aws';
import { CliError } from '../../cli-error.ts';
import type { CommandResult, Context } from '../../context.ts';
import { loadPlatform } from '../../load-platform.ts';
import { buildProjects } from '../../remote/build-projects.ts';
import { findWorkspace } from '../../workspace.ts';
import { describeBuild, problemOf } from './build-list.ts';
import type { LocalOptions } from './local-options.ts';
import { localFolder } from './where.ts';

const LOOK_EVERY_MS = 200;

/**
 * `tideway local build`: starts a build and waits for its end; exit 1 unless it succeeds.
 * @throws CliError `local-aws-not-running`, `project-unknown`
 */
export async function build(options: LocalOptions, context: Context): Promise<CommandResult> {
  const folder = localFolder(context);
  const status = await localAwsStatus(folder);
  if (!status.running) {
    throw new CliError({
      code: 'local-aws-not-running',
      message:
        'Local AWS is not running, so nothing can be built. Start it with: tideway local up --registry <url>',
    });
  }
  const project = options.project ?? (await onlyProject(options, context));
  const number = await startLocalAwsBuild(status, { project, sourceVersion: options.source }).catch(
    (cause: unknown) => {
      throw new CliError({
        code: 'build-not-started',
        message: cause instanceof Error ? cause.message : String(cause),
        cause,
      });
    },
  );
  const ended = await untilEnded(folder, { project, number }, context);
  return {
    outcome: ended.status === 'SUCCEEDED' ? 'done' : 'failed',
    data: { build: describeBuild(ended) },
    text: (paint) =>
      [
        `Build ${number} of ${project}: ${paint(ended.status === 'SUCCEEDED' ? 'green' : 'red', ended.status)}`,
        ...(problemOf(ended) === undefined ? [] : [`  ${problemOf(ended)}`]),
        ...(ended.exported?.['IMAGE_TAG'] === undefined
          ? []
          : [`  image tag ${ended.exported['IMAGE_TAG']}`]),
        `  tideway local logs ${project} --number ${number}`,
      ].join('\n'),
  };
}

async function onlyProject(options: LocalOptions, context: Context): Promise<string> {
  const workspace = findWorkspace({ cwd: context.cwd, platform: options.platform });
  const names = buildProjects(await loadPlatform(workspace)).map(({ name }) => name);
  const [only, another] = names;
  if (only !== undefined && another === undefined) return only;
  throw new CliError({
    code: 'project-unknown',
    outcome: 'misused',
    message: `Say which project to build: ${names.join(', ') || 'the platform builds no image'}.`,
  });
}

async function untilEnded(
  folder: string,
  { project, number }: Pick<LocalBuild, 'project' | 'number'>,
  { progress, signal }: Context,
): Promise<LocalBuild> {
  for (let said = ''; ; await sleep(LOOK_EVERY_MS, undefined, { signal })) {
    const found = (await localAwsBuilds(folder)).find(
      (one) => one.project === project && one.number === number,
    );
    if (found?.endTime !== undefined) return found;
    const phase = found?.phases.at(-1)?.type ?? 'SUBMITTED';
    if (phase !== said) progress.step(`Build ${number} of ${project}: ${phase}`);
    said = phase;
  }
}
