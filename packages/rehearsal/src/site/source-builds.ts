import type { BuildProject, LocalBuild } from '@tideway/local-aws';
import type { FileTree } from '@tideway/gitops';
import type { BareRepository } from '../git/bare-repository.ts';
import type { SiteAws } from './local-aws.ts';

/** Sources that an image is built from, as `tideway sync` delivers them. */
export interface Sources {
  /** Repository of CodeCommit, such as `app-repo`. */
  readonly repository: string;
  readonly branch: string;
  /** Its content: a folder of the monorepo. */
  readonly tree: () => Promise<FileTree>;
}

/** What {@link SourceBuilds} is made from. */
export interface SourceBuildsOptions {
  readonly aws: SiteAws;
  readonly project: BuildProject;
  /** The repository with the sources, as the server has it. */
  readonly repository: BareRepository;
  /** Commit with the sources as they were delivered. */
  readonly delivered: string;
}

/** The sources of an image on CodeCommit, and their builds on CodeBuild. */
export class SourceBuilds {
  /** Commit with the sources as they were delivered. */
  readonly delivered: string;
  readonly repository: BareRepository;
  readonly #aws: SiteAws;
  readonly #project: BuildProject;
  #base: string;

  constructor({ aws, project, repository, delivered }: SourceBuildsOptions) {
    this.#aws = aws;
    this.#project = project;
    this.repository = repository;
    this.delivered = delivered;
    this.#base = delivered;
  }

  /** Commit with the sources that developers edit. @default {@link delivered} */
  get base(): string {
    return this.#base;
  }

  /** Has developers edit the sources of another commit from now on. */
  workFrom(commit: string): void {
    this.#base = commit;
  }

  /** Builds with other settings than those of the platform from the next push on; with none, as it was. */
  async configure(settings: Omit<Partial<BuildProject>, 'name' | 'repository'>): Promise<void> {
    await this.#aws.buildProjects([{ ...this.#project, ...settings }]);
  }

  /** The builds so far, the newest first. */
  async all(): Promise<readonly LocalBuild[]> {
    const builds = await this.#aws.builds();
    return builds.filter(({ project }) => project === this.#project.name);
  }

  /** The build of a commit, once it was asked for. */
  async of(commit: string): Promise<LocalBuild | undefined> {
    return (await this.all()).find((build) => build.commit === commit);
  }
}
