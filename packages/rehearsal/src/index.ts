export type { ControlResult } from './controls/control.ts';
export { endKeptRehearsal } from './end.ts';
export { RehearsalError, type RehearsalErrorCode } from './rehearsal-error.ts';
export { rehearse, type Rehearsal, type RehearsalStep, type RehearseOptions } from './rehearse.ts';
export type { Difference, Report, RepositoryDigest } from './report/report.ts';
export type { EvidenceItem, Measure } from './scenarios/evidence.ts';
export { scenarios } from './scenarios/index.ts';
export type { ScenarioResult } from './scenarios/run-scenario.ts';
export type { Scenario } from './scenarios/scenario.ts';
