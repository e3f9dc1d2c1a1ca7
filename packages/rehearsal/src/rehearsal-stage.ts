import type { BuildProject } from '@tideway/local-aws';
import type { Platform } from '@tideway/model';
import { connectEvents } from './cluster/connect-events.ts';
import { firstCluster } from './cluster/first-cluster.ts';
import { RehearsedCluster } from './cluster/rehearsed-cluster.ts';
import { waitForShop } from './cluster/wait-for-shop.ts';
import { FreePorts } from './processes/free-ports.ts';
import type { RehearsalFolder } from './processes/rehearsal-folder.ts';
import type { Supervisor } from './processes/supervisor.ts';
import type { Programs } from './programs/build-programs.ts';
import type { Evidence } from './scenarios/evidence.ts';
import { OtherClusters } from './scenarios/other-clusters.ts';
import { usualPatience } from './scenarios/usual-patience.ts';
import { World } from './scenarios/world.ts';
import { Site } from './site/site.ts';
import type { Sources } from './site/source-builds.ts';

/** What a stage is made from. */
export interface RehearsalStageOptions {
  readonly platform: Platform;
  readonly model: string;
  readonly version: string;
  /** Sources of the images that the platform builds. */
  readonly sources: readonly Sources[];
  /** CodeBuild's projects, which build them. */
  readonly projects: readonly BuildProject[];
  /** `tools/go`. */
  readonly modules: string;
  readonly folder: RehearsalFolder;
  readonly programs: Programs;
  readonly supervisor: Supervisor;
  /** How often the robot and a delivery push at the same time. @default 20 */
  readonly races?: number;
  readonly signal: AbortSignal;
}

/** Where a rehearsal takes place: the site, and one cluster of the platform beside it. */
export class RehearsalStage {
  readonly #options: RehearsalStageOptions;
  readonly #ports = new FreePorts();
  /** Whatever may still be starting something. */
  readonly #underway: Promise<unknown>[] = [];
  #opened: Site | undefined;
  #site: Promise<Site> | undefined;

  constructor(options: RehearsalStageOptions) {
    this.#options = options;
  }

  /** Names by their ids of processes that run for the stage and that the supervisor did not start. */
  get processes(): ReadonlyMap<number, string> {
    return new Map(this.#opened && [[this.#opened.aws.pid, 'local AWS']]);
  }

  /** Brings everything up from nothing until the shop runs, and measures it. */
  async open(bringUp: Evidence, onProgress: (what: string) => void): Promise<World> {
    const { platform, model, folder, programs, signal, races = 20 } = this.#options;
    const opening = Site.open({ ...this.#options, ports: this.#ports });
    this.#site = opening;
    const starting = this.#startCluster(firstCluster(platform));
    this.#underway.push(opening, starting);
    const [site, cluster] = await bringUp.time('Kubernetes answers, local AWS too', () =>
      Promise.all([opening, starting]),
    );
    this.#opened = site;
    onProgress('Flux takes over');
    const bootstrapping = bringUp.time(
      'the repositories are delivered, Flux runs as its FluxInstance says',
      () => cluster.bootstrap(site),
    );
    this.#underway.push(bootstrapping);
    await bootstrapping;
    const others = new OtherClusters((name) => this.#startCluster(name));
    const world = new World({
      ...{ platform, model, site, cluster, folder, programs, signal, races, others },
    });
    await bringUp.time('everything in Git is applied and Ready', () => waitForShop(world));
    await connectEvents(cluster, site.aws);
    return world;
  }

  /** Waits for what is underway, and lets go of what this process holds. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#underway);
    const site = await this.#site?.catch(() => undefined);
    await site?.delivered.catch(() => undefined);
    await site?.close();
  }

  async #startCluster(name: string): Promise<RehearsedCluster> {
    const { platform, folder } = this.#options;
    const cluster = platform.clusters[name];
    if (!cluster || !this.#site) throw new Error(`The platform has no cluster ${name}.`);
    const options = { ...this.#options, ports: this.#ports, name, folder: folder.cluster(name), cluster };
    const started = RehearsedCluster.start(options, this.#site);
    this.#underway.push(started);
    const running = await started;
    running.api.patience = usualPatience(platform);
    return running;
  }
}
