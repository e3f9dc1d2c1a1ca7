import { complaints } from './complaints.ts';
import { Evidence, type EvidenceItem, type Measure } from './evidence.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

/** How a promise fared. */
export interface ScenarioResult {
  readonly name: string;
  readonly promise: string;
  readonly ids: readonly string[];
  readonly outcome: 'kept' | 'broken' | 'skipped';
  /** Why it is broken, or could not be put to the test. */
  readonly reason?: string;
  readonly evidence: readonly EvidenceItem[];
  readonly measures: readonly Measure[];
  /** Milliseconds. */
  readonly duration: number;
}

/** Puts one promise to the test, then takes back what the scenario committed, unless that is to last. */
export async function runScenario(world: World, scenario: Scenario): Promise<ScenarioResult> {
  const { name, promise, ids, lasting = false } = scenario;
  const evidence = new Evidence();
  const start = performance.now();
  const obstacle = await scenario.obstacle?.(world);
  if (obstacle !== undefined)
    return {
      ...{ name, promise, ids, reason: obstacle, evidence: [], measures: [] },
      outcome: 'skipped',
      duration: Math.round(performance.now() - start),
    };
  const reason = await failure(() => scenario.run(world, evidence));
  if (reason !== undefined) await noteComplaints(world, evidence);
  const afterwards = lasting ? undefined : await failure(() => world.undo());
  if (reason === undefined && afterwards !== undefined) await noteComplaints(world, evidence);
  world.signal.throwIfAborted();
  const why = reason ?? (afterwards && `Afterwards the cluster did not come back: ${afterwards}`);
  return {
    name,
    promise,
    ids,
    outcome: why === undefined ? 'kept' : 'broken',
    ...(why !== undefined && { reason: why }),
    evidence: evidence.items,
    measures: evidence.measures,
    duration: Math.round(performance.now() - start),
  };
}

async function noteComplaints(world: World, evidence: Evidence): Promise<void> {
  const lines = await complaints(world).catch((error: Error) => [error.message]);
  for (const line of lines) evidence.note('event', line);
}

async function failure(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
