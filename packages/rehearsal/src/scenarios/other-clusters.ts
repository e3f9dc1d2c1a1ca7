import type { Cluster } from '@tideway/model';
import type { RehearsedCluster } from '../cluster/rehearsed-cluster.ts';
import { waitForShop } from '../cluster/wait-for-shop.ts';
import type { World } from './world.ts';

/** A cluster of another environment, and how long it took until the shop ran. */
export interface OtherCluster {
  readonly cluster: RehearsedCluster;
  /** Milliseconds from nothing. */
  readonly duration: number;
}

/** Clusters of the platform beside the one that is rehearsed: each is brought up once, for all who look at it. */
export class OtherClusters {
  readonly #start: (name: string) => Promise<RehearsedCluster>;
  readonly #running = new Map<string, Promise<OtherCluster>>();

  /** @param start - starts an empty cluster of the platform */
  constructor(start: (name: string) => Promise<RehearsedCluster>) {
    this.#start = start;
  }

  /** A cluster with the shop in it, following the same repositories; nobody tells it of any event. */
  bringUp(world: World, name: string): Promise<OtherCluster> {
    const known = this.#running.get(name);
    if (known) return known;
    const coming = this.#bringUp(world, name);
    this.#running.set(name, coming);
    return coming;
  }

  /** Ends a cluster that nobody looks at any more. */
  async takeDown(name: string): Promise<void> {
    const running = this.#running.get(name);
    this.#running.delete(name);
    await (await running?.catch(() => undefined))?.cluster.stop();
  }

  async #bringUp(world: World, name: string): Promise<OtherCluster> {
    const start = performance.now();
    const cluster = await this.#start(name);
    // What others push while it comes up it finds only when it looks again.
    const heads = await world.heads();
    await cluster.bootstrap(world.site);
    await waitForShop(world.on(cluster), heads);
    return { cluster, duration: performance.now() - start };
  }
}

/** Clusters of environments that the rehearsed cluster is not in. */
export function otherClusters({ platform, cluster }: World): readonly Cluster[] {
  const { environment } = cluster.model;
  return Object.values(platform.clusters).filter((other) => other.environment !== environment);
}
