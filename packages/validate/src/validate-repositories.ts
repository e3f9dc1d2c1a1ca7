import type { Kustomize } from '@tideway/kustomize';
import type { Finding, Severity } from './finding.ts';
import { findingOf } from './finding-of.ts';
import type { GeneratedRepository } from '@tideway/gitops';
import { survey } from './landscape/survey.ts';
import { rules } from './rules.ts';

/** What to validate. */
export interface ValidateRepositoriesOptions {
  /** Generated, or read from disk: everything is found out from the files. */
  readonly repositories: readonly GeneratedRepository[];
  readonly kustomize: Kustomize;
  /** Folder for what kustomize reads; made when missing, and left empty. */
  readonly temporaryDirectory: string;
}

/** Everything that was found, and how much was looked at. */
export interface ValidationReport {
  /** By repository, file and line. */
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<Severity, number>>;
  /** Kustomize roots that rendered. */
  readonly roots: number;
  /** Objects that were checked, each as often as it was rendered. */
  readonly objects: number;
  /** Milliseconds. */
  readonly durationMs: number;
}

/**
 * Renders everything that clusters would apply with the real kustomize, and checks it against the schemas
 * of its kinds and against all rules. All problems at once; a broken file never keeps others from being checked.
 *
 * @throws {Error} of the file system when the temporary folder can't be written
 */
export async function validateRepositories(options: ValidateRepositoriesOptions): Promise<ValidationReport> {
  const started = performance.now();
  const landscape = await survey(options);
  const findings = new Map<string, Finding>();
  for (const rule of rules) {
    for (const violation of rule.check(landscape)) {
      const finding = findingOf(rule, violation);
      // One mistake in a base shows in every overlay, and on every cluster.
      findings.set(JSON.stringify(finding), finding);
    }
  }
  const sorted = [...findings.values()].sort(byPlace);
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of sorted) counts[severity] += 1;
  return {
    findings: sorted,
    counts,
    roots: landscape.roots.filter((root) => root.objects.length > 0).length,
    objects: landscape.objects.length,
    durationMs: Math.round(performance.now() - started),
  };
}

function byPlace(a: Finding, b: Finding): number {
  return (
    compare(a.repository, b.repository) ||
    compare(a.path, b.path) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    compare(a.rule, b.rule) ||
    compare(a.message, b.message)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
