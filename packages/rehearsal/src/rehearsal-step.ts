import type { ControlResult } from './controls/control.ts';
import type { BuildStep } from './programs/build-programs.ts';
import type { ScenarioResult } from './scenarios/run-scenario.ts';

/** Where a rehearsal is at. */
export type RehearsalStep =
  | ({ readonly kind: 'building' } & BuildStep)
  | { readonly kind: 'cleaned'; readonly processes: readonly string[] }
  | { readonly kind: 'doing'; readonly what: string }
  | { readonly kind: 'scenario'; readonly name: string; readonly number: number; readonly of: number }
  | { readonly kind: 'scenario-done'; readonly result: ScenarioResult }
  | { readonly kind: 'control-done'; readonly result: ControlResult }
  | { readonly kind: 'ending' };
