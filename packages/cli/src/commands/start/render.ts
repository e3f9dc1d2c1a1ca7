import type { Platform } from '@tideway/model';
import { codeCommitUrl } from '@tideway/model';
import type { ValidationReport } from '@tideway/validate';
import type { Outcome } from '../../outcomes.ts';
import type { Paint } from '../../paint.ts';
import type { Workspace } from '../../workspace.ts';
import { deliveryTable, details } from '../sync/render.ts';
import type { RepositoryResult } from '../sync/sync.ts';
import { closing, renderReport } from '../validate/render.ts';

/** The text of a finished `tideway start`. */
export function renderStart(options: {
  readonly workspace: Workspace;
  readonly platform: Platform;
  readonly report: ValidationReport;
  readonly deliveries: readonly RepositoryResult[];
  readonly outcome: Outcome;
  readonly paint: Paint;
}): string {
  const { workspace, platform, report, deliveries, outcome, paint } = options;
  if (outcome === 'invalid') {
    return `${renderReport(report, paint)}\nNothing was delivered. Mend ${workspace.model} and run this again.`;
  }
  const services = Object.values(platform.tenants).reduce(
    (sum, { services }) => sum + Object.keys(services).length,
    0,
  );
  return [
    `${paint('bold', platform.name)}: ${services} services, ${Object.keys(platform.environments).join(' → ')}, from ${workspace.model}`,
    closing(report),
    '',
    deliveryTable(deliveries, paint),
    ...details(deliveries, paint),
    '',
    lastLine(outcome),
    '',
    ...nextSteps(platform, workspace, paint),
  ].join('\n');
}

function lastLine(outcome: Outcome): string {
  switch (outcome) {
    case 'unchanged':
      return 'Nothing to do: local AWS has what the model says.';
    case 'held':
    case 'failed':
      return 'Not everything was delivered: see above.';
    default:
      return 'Delivered to CodeCommit on this machine, over Git HTTPS with SigV4.';
  }
}

function nextSteps(platform: Platform, workspace: Workspace, paint: Paint): readonly string[] {
  const flux = platform.repositories.flux;
  const steps = [
    ['npx tideway local up', 'keep local AWS running'],
    ['eval "$(npx tideway local env)"', 'point this shell at it'],
    [`git clone ${codeCommitUrl(platform, flux)}`, 'see what Flux would see'],
    [`$EDITOR ${workspace.model}`, 'change the platform, then npm start again'],
  ] as const;
  const width = Math.max(...steps.map(([line]) => line.length));
  return ['Next:', ...steps.map(([line, why]) => `  ${line.padEnd(width)}  ${paint('dim', `# ${why}`)}`)];
}
