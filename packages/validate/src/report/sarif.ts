import { createHash } from 'node:crypto';
import type { Location, Log, ReportingDescriptor, Result, Run } from 'sarif';
import type { Finding, Severity } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { rules } from '../rules.ts';
import type { ValidationReport } from '../validate-repositories.ts';

/** How findings are written as SARIF. */
export interface SarifOptions {
  /**
   * Address of the page that explains the rules, without an anchor. Give the address under which your
   * team reads it: SARIF viewers open links with a host only.
   * @default docs/reference/rules.md
   */
  readonly rulesPage?: string;
}

const levels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<
  Severity,
  Result.level
>;

/**
 * A report in the Static Analysis Results Interchange Format, for code scanning and editors.
 *
 * Each repository is a base URI of its own, so that a file is told apart from one of the same path elsewhere.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function toSarif(report: ValidationReport, options: SarifOptions = {}): Log {
  const { rulesPage = 'docs/reference/rules.md' } = options;
  const repositories = [...new Set(report.findings.map(({ repository }) => repository))].sort();
  const bases = repositories.map((name) => [name, { description: { text: `Repository ${name}` } }] as const);
  const run: Run = {
    tool: {
      driver: {
        name: 'Tideway',
        rules: rules.map((rule) => describeRule(rule, rulesPage)),
      },
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: Object.fromEntries(bases),
    results: report.findings.map(resultOf),
  };
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
}

function describeRule(rule: Rule, rulesPage: string): ReportingDescriptor {
  return {
    id: rule.id,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text: `${rule.why}\n\n${rule.fix}`, markdown: `${rule.why}\n\n**What to do:** ${rule.fix}` },
    helpUri: `${rulesPage}#${rule.id}`,
    defaultConfiguration: { level: levels[rule.severity] },
  };
}

function resultOf(finding: Finding): Result {
  return {
    ruleId: finding.rule,
    ruleIndex: rules.findIndex(({ id }) => id === finding.rule),
    level: levels[finding.severity],
    message: { text: `${finding.message}. ${finding.fix}` },
    locations: [locationOf(finding)],
    partialFingerprints: { 'tideway/v1': fingerprintOf(finding) },
  };
}

function locationOf(finding: Finding): Location {
  const { repository, path, line, object, field } = finding;
  const name = [object, field].filter((part) => part !== undefined).join(' ');
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(path).replace(/[?#]/g, encodeURIComponent), uriBaseId: repository },
      ...(line === undefined ? {} : { region: { startLine: line } }),
    },
    ...(name === '' ? {} : { logicalLocations: [{ fullyQualifiedName: name }] }),
  };
}

/** Stays the same when lines move. */
function fingerprintOf({ rule, repository, path, object, field, message }: Finding): string {
  const identity = JSON.stringify([rule, repository, path, object, field, message]);
  return createHash('sha256').update(identity).digest('hex');
}
