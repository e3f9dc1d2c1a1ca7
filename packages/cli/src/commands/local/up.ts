import {
  connectLocalAws,
  localAwsStatus,
  setLocalAwsProjects,
  startLocalAwsDaemon,
} from '@tideway/local-aws';
import type { Platform } from '@tideway/model';
import type { CommandResult, Context } from '../../context.ts';
import { loadPlatform } from '../../load-platform.ts';
import { buildProjects } from '../../remote/build-projects.ts';
import { localStateDirectory, localTargets } from '../../remote/open-remote.ts';
import { findWorkspace } from '../../workspace.ts';
import type { LocalOptions } from './local-options.ts';
import { describeRunning } from './where.ts';

/** `tideway local up`: starts the daemon unless it runs. */
export async function up(options: LocalOptions, context: Context): Promise<CommandResult> {
  const workspace = findWorkspace({ cwd: context.cwd, platform: options.platform });
  const platform = await loadPlatform(workspace);
  const stateDirectory = localStateDirectory(workspace);
  context.progress.step('Starting local AWS');
  const before = await localAwsStatus(stateDirectory);
  // Without a registry a build could push nothing.
  await setLocalAwsProjects(stateDirectory, buildProjects(platform));
  const status = await startLocalAwsDaemon({
    stateDirectory,
    targets: localTargets(platform),
    ...(options.registry === undefined ? {} : { registry: options.registry, builds: true }),
  });
  if (options.registry !== undefined) await ensureImageRepositories(platform, stateDirectory);
  return {
    outcome: before.running ? 'unchanged' : 'done',
    data: describeRunning(status),
    text: () =>
      [
        before.running
          ? `Local AWS runs already (process ${status.pid}).`
          : `Local AWS runs (process ${status.pid}); stop it with: tideway local down`,
        'Point this shell at it:',
        '  eval "$(npx tideway local env)"',
      ].join('\n'),
  };
}

/** On AWS CloudFormation makes them. */
async function ensureImageRepositories(platform: Platform, stateDirectory: string): Promise<void> {
  const local = await connectLocalAws({ stateDirectory, targets: localTargets(platform) });
  const images = Object.values(platform.tenants)
    .flatMap(({ services }) => Object.values(services))
    .flatMap(({ container, sidecars }) => [container, ...sidecars].map(({ image }) => image));
  for (const image of images)
    if (image.kind === 'built') await local.ensureImageRepository(image.repository, { immutableTags: true });
  await local.close();
}
