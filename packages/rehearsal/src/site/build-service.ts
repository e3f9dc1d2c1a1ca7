import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildProject } from '@tideway/local-aws';
import { type BuiltImage, ecrImage, type Platform } from '@tideway/model';
import { BareRepository } from '../git/bare-repository.ts';
import { pullImage } from '../images/pull-image.ts';
import { runImage, type RunningImage } from '../images/run-image.ts';
import type { FreePorts } from '../processes/free-ports.ts';
import type { RehearsalFolder } from '../processes/rehearsal-folder.ts';
import type { Supervisor } from '../processes/supervisor.ts';
import { deliverRepository } from './deliver-repositories.ts';
import { ecrToken } from './ecr-token.ts';
import type { SiteAws } from './local-aws.ts';
import { pushedAt } from './pushed-at.ts';
import { SourceBuilds, type Sources } from './source-builds.ts';

/** What a build service is made from. */
export interface BuildServiceOptions {
  readonly platform: Platform;
  /** Path of the model as the headers of the files name it. */
  readonly model: string;
  readonly version: string;
  readonly aws: SiteAws;
  /** Sources of the images that the platform builds. */
  readonly sources: readonly Sources[];
  /** CodeBuild's projects, which build them. */
  readonly projects: readonly BuildProject[];
  readonly folder: RehearsalFolder;
  readonly supervisor: Supervisor;
  readonly ports: FreePorts;
  readonly signal: AbortSignal;
}

/** CodeBuild, with what it builds from, and what its images do when they run. */
export class BuildService {
  readonly #options: BuildServiceOptions;
  readonly #builds = new Map<string, Promise<SourceBuilds>>();

  constructor(options: BuildServiceOptions) {
    this.#options = options;
  }

  /** Sources of an image as they are delivered; undefined when the platform has none. */
  sourcesOf({ source }: BuiltImage): Sources | undefined {
    return this.#options.sources.find(({ repository }) => repository === source);
  }

  /**
   * Delivers the sources of an image, and builds it from then on at each push; once for each image.
   *
   * @param buildsBefore - number of the last build that was made otherwise
   * @throws Error when nothing builds it
   */
  buildsOf(image: BuiltImage, buildsBefore: number): Promise<SourceBuilds> {
    const known = this.#builds.get(image.repository);
    if (known) return known;
    const opened = this.#open(image, buildsBefore);
    this.#builds.set(image.repository, opened);
    return opened;
  }

  async #open(image: BuiltImage, buildsBefore: number): Promise<SourceBuilds> {
    const { aws, projects } = this.#options;
    const sources = this.sourcesOf(image);
    const project = projects.find(
      ({ repository, environmentVariables = {} }) =>
        repository === image.source &&
        environmentVariables['REPOSITORY_URI']?.endsWith(`/${image.repository}`) === true,
    );
    if (!sources || !project) throw new Error(`Nothing builds ${image.repository} from ${image.source}.`);
    const { repository: name, branch, tree } = sources;
    await aws.connection.ensureRepository(name);
    const stateDirectory = join(this.#options.folder.root, 'delivery');
    await deliverRepository({ ...this.#options, stateDirectory }, { name, branch, files: await tree() });
    // Only now: the story begins with what somebody pushes, not with what was there.
    const counted = { ...project, buildsBefore };
    await aws.buildProjects([counted]);
    const repository = new BareRepository(name, aws.connection.repositoryPath(name));
    return new SourceBuilds({ aws, project: counted, repository, delivered: await repository.head(branch) });
  }

  /** When an image was pushed, by ECR's own record: milliseconds since 1970. */
  pushedAt({ repository }: BuiltImage, tag: string): Promise<number> {
    const { aws, platform } = this.#options;
    return pushedAt({ aws, region: platform.aws.region, repository, tag });
  }

  /**
   * Pulls an image and runs it with back ends of its own; whatever becomes of the work, it ends and its files go.
   *
   * @throws RehearsalError `image-not-run`
   */
  async withRunning<Result>(
    image: BuiltImage,
    tag: string,
    work: (running: RunningImage) => Promise<Result>,
  ): Promise<Result> {
    const { aws, platform, supervisor, ports, signal } = this.#options;
    const folder = join(this.#options.folder.root, 'images', tag);
    try {
      const pulled = await pullImage({
        image: `${ecrImage(platform, image)}:${tag}`,
        token: await ecrToken(aws, platform.aws.region),
        folder,
        environment: aws.connection.environment,
        signal,
      });
      const running = await runImage({
        image: pulled,
        name: `image ${tag}`,
        port: await ports.take(),
        settings: { BACKENDS: 'stand-ins', SESSION_SECRET: randomBytes(32).toString('hex') },
        supervisor,
        signal,
      });
      try {
        return await work(running);
      } finally {
        await running.stop();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
