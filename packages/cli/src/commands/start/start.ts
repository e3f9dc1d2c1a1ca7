import { generateRepositories } from '@tideway/gitops';
import type { CommandResult, Context } from '../../context.ts';
import { listDeliverables } from '../../deliverables.ts';
import { loadPlatform } from '../../load-platform.ts';
import { worstOutcome } from '../../outcomes.ts';
import { openRemote } from '../../remote/open-remote.ts';
import { findWorkspace } from '../../workspace.ts';
import { deliverAll } from '../sync/sync.ts';
import { validateAll } from '../validate/validate.ts';
import { renderStart } from './render.ts';

/** Options of `tideway start`. */
export interface StartOptions {
  /** Path of the model. @default the only platform.ts around */
  readonly platform?: string | undefined;
}

/**
 * The whole way in one command: generate, validate with the real kustomize, deliver into local AWS over Git HTTPS. An
 * invalid platform is not delivered. Leaves no process behind.
 * @throws CliError when the model is invalid
 */
export async function start(options: StartOptions, context: Context): Promise<CommandResult> {
  const workspace = findWorkspace({ cwd: context.cwd, platform: options.platform });
  context.progress.step(`Reading ${workspace.model}`);
  const platform = await loadPlatform(workspace);
  const repositories = generateRepositories(platform, { model: workspace.model });
  const report = await validateAll(workspace, repositories, context);
  if (report.counts.error > 0) return finish({ deliveries: [], outcome: 'invalid' });
  context.progress.step('Starting local AWS');
  const remote = await openRemote({ name: 'local', workspace, platform, environment: context.environment });
  try {
    const selected = listDeliverables(workspace, platform);
    const deliveries = await deliverAll({ selected, remote, workspace, options: {}, context });
    return finish({ deliveries, outcome: worstOutcome(deliveries.map(({ outcome }) => outcome)) });
  } finally {
    await remote.close();
  }

  function finish(done: Pick<Parameters<typeof renderStart>[0], 'deliveries' | 'outcome'>): CommandResult {
    return {
      outcome: done.outcome,
      data: { model: workspace.model, validation: report, remote: 'local', repositories: done.deliveries },
      text: (paint) => renderStart({ ...done, workspace, platform, report, paint }),
    };
  }
}
