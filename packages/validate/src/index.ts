export type { Finding, Severity } from './finding.ts';
export type { Rule } from './rule.ts';
export { rules } from './rules.ts';
export { toSarif, type SarifOptions } from './report/sarif.ts';
export {
  validateRepositories,
  type ValidateRepositoriesOptions,
  type ValidationReport,
} from './validate-repositories.ts';
