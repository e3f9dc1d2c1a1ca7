import type { ControlResult } from '../controls/control.ts';
import type { MemoryFinding } from '../processes/memory-watch.ts';
import type { Programs } from '../programs/build-programs.ts';
import type { Measure } from '../scenarios/evidence.ts';
import type { ScenarioResult } from '../scenarios/run-scenario.ts';
import type { World } from '../scenarios/world.ts';
import { generated } from '../site/deliver-repositories.ts';
import { differences } from './differences.ts';
import { memoryVerdict } from './memory-verdict.ts';
import type { Report, RepositoryDigest } from './report.ts';
import { filesOf, treeDigest } from './tree-digest.ts';
import { versionsOf } from './versions.ts';

/** What a report is made from. */
export interface ReportOptions {
  readonly world: World;
  readonly programs: Programs;
  readonly digests: readonly RepositoryDigest[];
  readonly bringUp: readonly Measure[];
  readonly results: readonly ScenarioResult[];
  readonly controls: readonly ControlResult[];
  readonly memory: MemoryFinding;
  /** When the rehearsal began, by `performance.now()`. */
  readonly start: number;
}

/** Puts together what a rehearsal found out. */
export async function makeReport(options: ReportOptions): Promise<Report> {
  const { world, programs, digests, bringUp, results, controls, memory, start } = options;
  const isGood =
    digests.every((one) => one.generated === one.delivered) &&
    results.every(({ outcome }) => outcome !== 'broken') &&
    controls.every(({ outcome }) => outcome !== 'missed') &&
    memoryVerdict(memory).isGood;
  return {
    platform: world.platform.name,
    model: world.model,
    cluster: world.cluster.model.name,
    outcome: isGood ? 'proven' : 'broken',
    versions: await versionsOf(programs),
    digests,
    differences: differences(world.site.charts),
    bringUp,
    scenarios: results,
    memory,
    controls,
    duration: Math.round(performance.now() - start),
  };
}

/** Digests of the repositories as the generator gives them, and of what was delivered first. */
export async function digestsOf(world: World): Promise<readonly RepositoryDigest[]> {
  return Promise.all(
    generated(world.platform, world.model).map(async ({ name, branch, files }) => {
      const repository = world.site.repository(name);
      const [first = ''] = (await repository.git('rev-list', '--first-parent', '--reverse', branch)).split(
        '\n',
      );
      const own = new Map([...files].map(([path, { bytes }]) => [path, bytes]));
      return {
        repository: name,
        files: files.size,
        generated: treeDigest(own),
        delivered: treeDigest(await filesOf(repository, first)),
      };
    }),
  );
}
