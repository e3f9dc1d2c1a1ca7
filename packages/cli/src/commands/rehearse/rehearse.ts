import { endKeptRehearsal, goModules, rehearse, type RehearsalStep, scenarios } from '@tideway/rehearsal';
import { CliError } from '../../cli-error.ts';
import type { CommandResult, Context } from '../../context.ts';
import { listDeliverables } from '../../deliverables.ts';
import { loadPlatform } from '../../load-platform.ts';
import { buildProjects } from '../../remote/build-projects.ts';
import { version } from '../../version.ts';
import { findWorkspace } from '../../workspace.ts';
import { renderKept, renderList, renderReport } from './render.ts';

/** Options of `tideway rehearse`. */
export interface RehearseCommandOptions {
  readonly action: 'run' | 'list' | 'down';
  /** Path of the model. @default the only platform.ts around */
  readonly platform?: string | undefined;
  /** Names of scenarios or of groups of them. @default all */
  readonly only: readonly string[];
  /** How often the robot and a delivery push at the same time. @default 20 */
  readonly races?: number | undefined;
  /** Whether things are broken on purpose instead. */
  readonly controls: boolean;
  /** Whether everything is left running. */
  readonly keep: boolean;
}

/**
 * Rehearses a platform, or ends what was left running.
 * @throws CliError when the model is invalid
 * @throws RehearsalError when it can't be done
 */
export async function rehearseCommand(
  options: RehearseCommandOptions,
  context: Context,
): Promise<CommandResult> {
  if (options.action === 'list') {
    const listed = scenarios.map(({ name, promise, ids }) => ({ name, promise, ids }));
    return { outcome: 'done', data: { scenarios: listed }, text: (paint) => renderList(listed, paint) };
  }
  const workspace = findWorkspace({ cwd: context.cwd, platform: options.platform });
  if (options.action === 'down') {
    const ended = await endKeptRehearsal(workspace.stateDirectory);
    const text = ended.length === 0 ? 'Nothing was running.' : `Ended ${ended.join(', ')}.`;
    return { outcome: ended.length === 0 ? 'unchanged' : 'done', data: { ended }, text: () => text };
  }
  requireScenarios(options.only);
  const platform = await loadPlatform(workspace);
  const { report, files, kept } = await rehearse({
    platform,
    model: workspace.model,
    version: version(),
    sources: listDeliverables(workspace, platform).filter(({ from }) => from === 'folder'),
    projects: buildProjects(platform),
    stateDirectory: workspace.stateDirectory,
    modules: goModules(),
    environment: context.environment,
    only: options.only,
    controls: options.controls,
    ...(options.races !== undefined && { races: options.races }),
    keep: options.keep,
    onProgress: (step) => narrate(step, context),
    signal: context.signal,
  });
  return {
    outcome: report.outcome,
    data: { report, files, ...(kept && { kept }) },
    text: (paint) => [renderReport(report, files, paint), ...(kept ? [renderKept(kept)] : [])].join('\n\n'),
  };
}

/** @throws CliError `scenario-unknown` */
function requireScenarios(names: readonly string[]): void {
  const groups = scenarios.flatMap(({ group }) => (group === undefined ? [] : [group]));
  const all = [...scenarios.map(({ name }) => name), ...new Set(groups)];
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length === 0) return;
  throw new CliError({
    code: 'scenario-unknown',
    outcome: 'misused',
    message: `${unknown.join(', ')}: no such scenario. There are ${all.join(', ')}.`,
  });
}

/** Says what long work is at; what takes minutes leaves a line. */
function narrate(step: RehearsalStep, { progress }: Context): void {
  switch (step.kind) {
    case 'building': {
      const { name, number, of, duration } = step;
      if (duration === undefined) progress.step(`Building ${name} (${number} of ${of})`);
      else progress.note(`Built ${name} (${number} of ${of}) in ${Math.round(duration / 1000)} s`);
      return;
    }
    case 'cleaned':
      return progress.note(`Ended what a killed rehearsal left behind: ${step.processes.join(', ')}`);
    case 'doing':
      return progress.step(step.what);
    case 'scenario':
      return progress.step(`${step.name} (${step.number} of ${step.of})`);
    case 'scenario-done': {
      const { name, outcome, duration, reason } = step.result;
      const why = reason === undefined ? '' : `\n       ${reason}`;
      return progress.note(`${outcome.padEnd(7)} ${name} (${(duration / 1000).toFixed(1)} s)${why}`);
    }
    case 'control-done': {
      const { name, scenario, outcome, duration, said } = step.result;
      const why = outcome === 'missed' ? `\n       ${said}` : '';
      return progress.note(`${outcome} ${name}: ${scenario} (${(duration / 1000).toFixed(1)} s)${why}`);
    }
    case 'ending':
      return progress.step('Taking everything down');
  }
}
