import { join } from 'node:path';

/** Where everything that a rehearsal keeps has its place. */
export interface RehearsalFolder {
  readonly root: string;
  /** Who rehearses here, and all processes of it. */
  readonly record: string;
  readonly logs: string;
  /** State of local AWS. */
  readonly aws: string;
  /** Data of the OCI registry behind ECR. */
  readonly registry: string;
  /** Signing authority, charts and the like. */
  readonly charts: string;
  /** Folder of each cluster. */
  readonly cluster: (name: string) => string;
  readonly reportJson: string;
  readonly reportHtml: string;
}

/** Paths below a folder such as `.tideway/rehearsal`; touches nothing. */
export function rehearsalFolder(root: string): RehearsalFolder {
  return {
    root,
    record: join(root, 'rehearsal.json'),
    logs: join(root, 'logs'),
    aws: join(root, 'aws'),
    registry: join(root, 'registry'),
    charts: join(root, 'charts'),
    cluster: (name) => join(root, 'clusters', name),
    reportJson: join(root, 'report.json'),
    reportHtml: join(root, 'report.html'),
  };
}
