import { join } from 'node:path';
import type { Delivery } from '@tideway/delivery';
import type { BuildProject } from '@tideway/local-aws';
import { ecrRegistry, type Platform } from '@tideway/model';
import { chartHosts, publishCharts, type PublishedCharts } from '../charts/publish-charts.ts';
import { BareRepository } from '../git/bare-repository.ts';
import type { FreePorts } from '../processes/free-ports.ts';
import type { RehearsalFolder } from '../processes/rehearsal-folder.ts';
import type { Supervisor } from '../processes/supervisor.ts';
import type { Programs } from '../programs/build-programs.ts';
import { startRegistry } from '../registry/start-registry.ts';
import { BuildService } from './build-service.ts';
import { buildTag, firstTag } from './build-tag.ts';
import { deliverBrokenRepository } from './deliver-broken.ts';
import { deliverRepositories, generatedFluxFile } from './deliver-repositories.ts';
import { listTags } from './list-tags.ts';
import { SiteAws } from './local-aws.ts';
import { pushImage } from './push-image.ts';
import type { Sources } from './source-builds.ts';
import { targetsOf } from './targets.ts';

/** What a site is made from. */
export interface SiteOptions {
  readonly platform: Platform;
  /** Path of the model as the headers of the files name it. */
  readonly model: string;
  readonly version: string;
  /** Sources of the images that the platform builds. */
  readonly sources: readonly Sources[];
  /** CodeBuild's projects, which build them. */
  readonly projects: readonly BuildProject[];
  readonly folder: RehearsalFolder;
  readonly programs: Programs;
  /** `tools/go`. */
  readonly modules: string;
  readonly supervisor: Supervisor;
  readonly ports: FreePorts;
  readonly signal: AbortSignal;
}

/** Everything outside of the clusters: CodeCommit with the delivered repositories, ECR with images, charts. */
export class Site {
  readonly aws: SiteAws;
  readonly charts: PublishedCharts;
  /** What makes images from sources. */
  readonly buildService: BuildService;
  /** Settled as soon as every image that an overlay starts with is pushed, and the repositories are delivered. */
  readonly delivered: Promise<void>;
  readonly #options: SiteOptions;
  #builds = 0;

  private constructor(options: SiteOptions, aws: SiteAws, charts: PublishedCharts) {
    this.#options = options;
    this.aws = aws;
    this.charts = charts;
    this.buildService = new BuildService({ ...options, aws });
    this.delivered = this.#fill();
    // Whoever waits for it hears of it.
    this.delivered.catch(() => undefined);
  }

  /** Starts registry and local AWS, and publishes charts; what is delivered is still underway: {@link delivered}. */
  static async open(options: SiteOptions): Promise<Site> {
    const { platform, folder, programs, modules, supervisor, signal } = options;
    const registry = await startRegistry({ ...options, folder: folder.registry });
    const [aws, charts] = await Promise.all([
      SiteAws.start({
        stateDirectory: folder.aws,
        targets: targetsOf(platform),
        registry,
        otherRegistries: chartHosts(platform),
        supervisor,
        signal,
      }),
      publishCharts({ platform, programs, modules, registry, folder: folder.charts }),
    ]);
    return new Site(options, aws, charts);
  }

  async #fill(): Promise<void> {
    for (const repository of this.imageRepositories) {
      await this.aws.connection.ensureImageRepository(repository, { immutableTags: true });
      await this.push(repository, firstTag);
    }
    await this.deliver();
  }

  /** ECR repositories of the platform's own images. */
  get imageRepositories(): readonly string[] {
    const images = Object.values(this.#options.platform.tenants).flatMap(({ services }) =>
      Object.values(services).flatMap(({ container, sidecars }) =>
        [container, ...sidecars].flatMap(({ image }) => (image.kind === 'built' ? [image.repository] : [])),
      ),
    );
    return [...new Set(images)];
  }

  /** Pushes an image as the next build of the main branch. @returns its tag */
  async build(repository: string): Promise<string> {
    this.#builds += 1;
    const tag = buildTag(this.#builds);
    await this.push(repository, tag);
    return tag;
  }

  /** Tag of the last build, or of what the overlays start with. */
  get lastBuild(): string {
    return this.#builds === 0 ? firstTag : buildTag(this.#builds);
  }

  /** Number of the last build. */
  get builds(): number {
    return this.#builds;
  }

  /** Pushes an image under any tag. */
  async push(repository: string, tag: string): Promise<void> {
    const { account, region } = this.#options.platform.aws;
    await pushImage({ aws: this.aws, account, region, repository, tag });
  }

  /** All tags of a repository, as the registry lists them. */
  tags(repository: string): Promise<readonly string[]> {
    const { account, region } = this.#options.platform.aws;
    return listTags({ aws: this.aws, account, region, repository });
  }

  /** Registry host of the platform's own images. */
  get registryHost(): string {
    return ecrRegistry(this.#options.platform);
  }

  /** A file of the flux-repo, whether it is delivered already or not. */
  fluxFile(path: string): string {
    const { platform, model } = this.#options;
    return generatedFluxFile(platform, model, path);
  }

  /** Delivers all repositories, as `tideway sync` does. */
  deliver(platform: Platform = this.#options.platform): Promise<readonly Delivery[]> {
    const { model, version, folder, signal } = this.#options;
    const stateDirectory = join(folder.root, 'delivery');
    return deliverRepositories({ platform, model, aws: this.aws, stateDirectory, version, signal });
  }

  /** Tries to deliver a repository with an overlay that names a file which is not there. */
  async deliverBroken(name: string): Promise<Delivery> {
    const { platform, model, version, folder, signal } = this.#options;
    const stateDirectory = join(folder.root, 'delivery');
    const options = { platform, model, aws: this.aws, stateDirectory, version, signal };
    return deliverBrokenRepository({ ...options, name });
  }

  /** A repository as the server has it. */
  repository(name: string): BareRepository {
    return new BareRepository(name, this.aws.connection.repositoryPath(name));
  }

  /** Lets go of what this process holds. */
  async close(): Promise<void> {
    this.charts.close();
    await this.aws.release();
  }
}
