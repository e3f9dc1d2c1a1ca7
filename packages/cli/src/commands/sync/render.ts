import type { Change, ChangeKind, HeldItem } from '@tideway/delivery';
import { outcomes } from '../../outcomes.ts';
import type { Paint } from '../../paint.ts';
import { table } from '../../table.ts';
import type { RepositoryResult } from './sync.ts';

/** The text of a finished `tideway sync`. */
export function renderSync(options: {
  readonly deliveries: readonly RepositoryResult[];
  readonly remote: string;
  readonly dryRun: boolean;
  readonly paint: Paint;
}): string {
  const { deliveries, remote, dryRun, paint } = options;
  return [
    deliveryTable(deliveries, paint),
    ...(dryRun ? plannedFiles(deliveries, paint) : []),
    ...details(deliveries, paint),
    closing(deliveries, remote, dryRun),
  ].join('\n');
}

/** One line for each repository. */
export function deliveryTable(deliveries: readonly RepositoryResult[], paint: Paint): string {
  return table(
    deliveries.map((delivery) => [
      delivery.repository,
      paintOutcome(delivery, paint),
      delivery.outcome === 'failed' ? '' : counts(delivery.changes),
      delivery.outcome === 'failed' ? '' : paint('dim', (delivery.after ?? '').slice(0, 10)),
    ]),
  );
}

/** Everything that somebody has to know or decide, repository by repository. */
export function details(deliveries: readonly RepositoryResult[], paint: Paint): readonly string[] {
  return deliveries.flatMap((delivery) => {
    if (delivery.outcome === 'failed') {
      const { repository, message, problems, next } = delivery;
      return [
        `\n${paint('red', repository)}: ${message}`,
        ...problems.map((problem) => `  ${problem}`),
        `  ${next}`,
      ];
    }
    const { repository, held, ownership, pullRequest } = delivery;
    return [
      ...(held.length === 0
        ? []
        : [`\n${paint('yellow', `Held in ${repository}`)} (the repository's version stays):`]),
      ...held.flatMap((item) => heldLines(item)),
      ...ownership.map(
        ({ path, marker, repository: value }) =>
          `${repository}: ${path}: the model no longer holds ${marker} (it was ${value}); the generator owns that line again.`,
      ),
      ...(pullRequest === undefined
        ? []
        : [`${repository}: pull request ${pullRequest.id}: ${pullRequest.title}`]),
    ];
  });
}

function plannedFiles(deliveries: readonly RepositoryResult[], paint: Paint): readonly string[] {
  return deliveries.flatMap((delivery) =>
    delivery.outcome === 'failed' || delivery.changes.length === 0
      ? []
      : [
          `\n${paint('bold', delivery.repository)}`,
          ...delivery.changes.map(({ kind, path }) => `  ${kind.padEnd(8)} ${path}`),
        ],
  );
}

function heldLines(item: HeldItem): readonly string[] {
  const { path, field, reason, repository, generator, detail, wayOut } = item;
  const values =
    repository === undefined && generator === undefined
      ? []
      : [
          `    in the repository: ${repository ?? 'nothing'}`,
          `    from the model:    ${generator ?? 'nothing'}`,
        ];
  return [
    `  ${path}${field === undefined ? '' : `  ${field}`}: ${reason.replaceAll('-', ' ')}`,
    ...values,
    ...(detail === undefined ? [] : [`    ${detail}`]),
    `    ${wayOut}`,
  ];
}

function counts(changes: readonly Change[]): string {
  const byKind = new Map<ChangeKind, number>();
  for (const { kind } of changes) byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
  return [...byKind].map(([kind, count]) => `${count} ${kind}`).join(', ');
}

function paintOutcome({ outcome }: RepositoryResult, paint: Paint): string {
  const colour = outcomes[outcome].exitCode === 0 ? 'green' : outcome === 'held' ? 'yellow' : 'red';
  return outcome === 'unchanged' ? paint('dim', outcome) : paint(colour, outcome);
}

function closing(deliveries: readonly RepositoryResult[], remote: string, dryRun: boolean): string {
  const where = remote === 'aws' ? 'CodeCommit' : 'local AWS';
  if (deliveries.every(({ outcome }) => outcome === 'unchanged')) {
    return `Nothing to do: ${where} has what the model says.`;
  }
  if (dryRun) return 'Nothing was pushed. Run without --dry-run to deliver.';
  const undone = deliveries.filter(({ outcome }) => outcomes[outcome].exitCode !== 0);
  return undone.length === 0
    ? `Delivered to ${where}.`
    : `Not everything was delivered to ${where}: see ${undone.map(({ repository }) => repository).join(', ')} above.`;
}
