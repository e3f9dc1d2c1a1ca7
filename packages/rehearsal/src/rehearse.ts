import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildProject } from '@tideway/local-aws';
import type { Platform } from '@tideway/model';
import { firstCluster } from './cluster/first-cluster.ts';
import { claimFolder, endRehearsal } from './processes/claim-folder.ts';
import { MemoryWatch } from './processes/memory-watch.ts';
import { type RehearsalFolder, rehearsalFolder } from './processes/rehearsal-folder.ts';
import { Supervisor } from './processes/supervisor.ts';
import { buildPrograms } from './programs/build-programs.ts';
import { linkPrograms } from './programs/link-programs.ts';
import { RehearsalError } from './rehearsal-error.ts';
import { RehearsalStage } from './rehearsal-stage.ts';
import type { RehearsalStep } from './rehearsal-step.ts';
import { digestsOf, makeReport } from './report/make-report.ts';
import type { Report } from './report/report.ts';
import { writeReport } from './report/write-report.ts';
import { runControls, runScenarios } from './run-promises.ts';
import { Evidence } from './scenarios/evidence.ts';
import { phases } from './scenarios/index.ts';
import { chosen } from './scenarios/run-phase.ts';
import type { Sources } from './site/source-builds.ts';

/** What is rehearsed, and where. */
export interface RehearseOptions {
  readonly platform: Platform;
  /** Path of the model as the headers of the generated files name it. */
  readonly model: string;
  /** Version of Tideway. */
  readonly version: string;
  /** Sources of the images that the platform builds, as `tideway sync` delivers them. */
  readonly sources: readonly Sources[];
  /** CodeBuild's projects, which build them, as `tideway local up` sets them up. */
  readonly projects: readonly BuildProject[];
  /** Folder for everything that can be made again: `.tideway`. */
  readonly stateDirectory: string;
  /** Folder with the Go modules that pin the programs: `tools/go`. */
  readonly modules: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Names of scenarios or of groups of them. @default all */
  readonly only?: readonly string[];
  /** How often the robot and a delivery push at the same time. @default 20 */
  readonly races?: number;
  /** Whether things are broken on purpose instead, to see that the scenarios notice. @default false */
  readonly controls?: boolean;
  /** Whether everything is left running. @default false */
  readonly keep?: boolean;
  readonly onProgress?: (step: RehearsalStep) => void;
  readonly signal: AbortSignal;
}

/** What a rehearsal leaves. */
export interface Rehearsal {
  readonly report: Report;
  readonly files: { readonly json: string; readonly html: string };
  /** How to look around, if it was kept. */
  readonly kept?: {
    readonly kubeconfig: string;
    /** Folder that holds `kubectl` and `flux`. */
    readonly programs: string;
    /** Variables of local AWS. */
    readonly environment: Readonly<Record<string, string>>;
  };
}

/**
 * Brings up a cluster of the platform with the real Flux, delivers what production gets, puts the promises to the test,
 * writes the report, and takes everything down.
 *
 * @throws RehearsalError when it can't be done; promises that are broken are in the report
 */
export async function rehearse(options: RehearseOptions): Promise<Rehearsal> {
  const { modules, environment, signal, onProgress = () => undefined } = options;
  const { only = [] } = options;
  const selected = chosen(phases, only);
  const programs = await buildPrograms({
    modules,
    cache: join(options.stateDirectory, 'programs'),
    environment,
    signal,
    onProgress: (step) => onProgress({ kind: 'building', ...step }),
  });
  const start = performance.now();
  const folder = rehearsalFolder(join(options.stateDirectory, 'rehearsal'));
  const { record, cleaned } = await claimFolder(folder);
  if (cleaned.length > 0) onProgress({ kind: 'cleaned', processes: cleaned });
  const supervisor = new Supervisor(folder, record);
  const ending = new AbortController();
  const stop = AbortSignal.any([signal, supervisor.failed, ending.signal]);
  const stage = new RehearsalStage({ ...options, folder, programs, supervisor, signal: stop });
  const others = Object.keys(options.platform.clusters).filter(
    (name) => name !== firstCluster(options.platform),
  );
  const memory = new MemoryWatch({
    processes: () => new Map([[process.pid, 'rehearsal'], ...supervisor.processes, ...stage.processes]),
    isOther: (name) => others.some((other) => name.startsWith(`${other}/`)),
  });
  let isKept = false;
  try {
    await emptied(folder);
    onProgress({ kind: 'doing', what: 'Starting Kubernetes, Flux and local AWS' });
    const bringUp = new Evidence();
    const world = await stage.open(bringUp, (what) => onProgress({ kind: 'doing', what }));
    bringUp.measured('from nothing to a running shop', performance.now() - start);
    const digests = await digestsOf(world);
    const results = options.controls ? [] : await runScenarios(world, selected, onProgress);
    const broken = options.controls ? await runControls(world, only, onProgress) : [];
    const report = await makeReport({
      ...{ world, programs, digests, results, start },
      bringUp: bringUp.measures,
      controls: broken,
      memory: await memory.peak(),
    });
    const files = await writeReport(folder, report);
    if (!options.keep) return { report, files };
    const { kubeconfig } = world.cluster.controlPlane;
    const bin = await linkPrograms(folder.root, programs);
    await supervisor.keep({ [world.cluster.model.name]: kubeconfig });
    isKept = true;
    return {
      report,
      files,
      kept: { kubeconfig, programs: bin, environment: world.site.aws.connection.environment },
    };
  } catch (error) {
    throw cause(error, { signal, failed: supervisor.failed });
  } finally {
    onProgress({ kind: 'ending' });
    await memory.end();
    ending.abort(new RehearsalError('interrupted', 'The rehearsal is over.'));
    await stage.close();
    if (!isKept) {
      await supervisor.close();
      await endRehearsal(folder);
    }
  }
}

/** Every rehearsal starts from nothing; what the one before left is only there to be looked at. */
async function emptied(folder: RehearsalFolder): Promise<void> {
  const { record } = folder;
  const entries = await readdir(folder.root);
  const old = entries.map((entry) => join(folder.root, entry)).filter((path) => path !== record);
  await Promise.all(old.map((path) => rm(path, { recursive: true, force: true })));
  await mkdir(join(folder.root, 'scratch'), { recursive: true });
}

/** Why it really ended: what follows from an interruption or from a process that died is only noise. */
function cause(error: unknown, by: { readonly signal: AbortSignal; readonly failed: AbortSignal }): unknown {
  if (by.failed.aborted) return by.failed.reason;
  if (by.signal.aborted) return new RehearsalError('interrupted', 'The rehearsal was interrupted.');
  return error;
}
