import type { Path } from '../problem.ts';
import type { Draft, PlatformRule, Report } from './draft.ts';
import { exists, known } from './draft.ts';

/** Environments and controllers that others name must exist. */
export const references: PlatformRule = (draft, report) => {
  const checkEnvironment = (name: string, path: Path): void => {
    if (!environmentExists(draft, name)) report(path, unknownEnvironment(draft, name));
  };
  for (const [name, { promotesFrom }] of Object.entries(draft.parsed.environments)) {
    if (promotesFrom !== undefined) checkEnvironment(promotesFrom, ['environments', name, 'promotesFrom']);
  }
  for (const [name, { environment }] of Object.entries(draft.parsed.clusters)) {
    checkEnvironment(environment, ['clusters', name, 'environment']);
  }
  for (const [name, controller] of Object.entries(draft.parsed.controllers)) {
    for (const environment of Object.keys(controller.environments)) {
      checkEnvironment(environment, ['controllers', name, 'environments', environment]);
    }
    checkDependencies(draft, name, report);
  }
};

function checkDependencies(draft: Draft, name: string, report: Report): void {
  for (const [index, other] of (draft.parsed.controllers[name]?.dependsOn ?? []).entries()) {
    if (exists(draft, other, 'controllers')) continue;
    report(
      ['controllers', name, 'dependsOn', index],
      `unknown controller ${other}; ${known(draft, 'controllers')}`,
    );
  }
}

/** Whether a platform has an environment, be it a broken one. */
export function environmentExists(draft: Draft, name: string): boolean {
  return draft.platform.environments[name] !== undefined || exists(draft, name, 'environments');
}

/** What to say about an environment that does not exist. */
export function unknownEnvironment(draft: Draft, name: string): string {
  return `unknown environment ${name}; ${known(draft, 'environments')}`;
}
