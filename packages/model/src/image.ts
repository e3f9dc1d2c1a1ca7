/** An image that this platform's own pipeline builds and pushes to ECR. */
export interface BuiltImage {
  readonly kind: 'built';
  /** Folder of the service's sources in the monorepo, such as `apps/front-end`. */
  readonly app: string;
  /** CodeCommit repository that the sources are delivered to and built from, such as `app-repo`. */
  readonly source: string;
  /** ECR repository, such as `weaveworksdemos/front-end`; also the image's name in the base manifests. */
  readonly repository: string;
  /**
   * Tag that is written until the first build's tag takes its place.
   * @default main-0000000-0
   */
  readonly firstTag: string;
}

/** An image of somebody else, pinned by tag or digest. */
export interface PinnedImage {
  readonly kind: 'pinned';
  /** Full reference, such as `mongo:5.0.31` or `docker.io/library/redis@sha256:…`. */
  readonly reference: string;
}

/** Where a container's image comes from. */
export type Image = BuiltImage | PinnedImage;

/** What {@link built} is told. */
export interface BuiltImageInput {
  /** Folder of the service's sources in the monorepo, such as `apps/front-end`. */
  readonly app: string;
  /** CodeCommit repository that the sources are delivered to and built from, such as `app-repo`. */
  readonly source: string;
  /** ECR repository, such as `weaveworksdemos/front-end`. */
  readonly repository: string;
  /**
   * Tag that is written until the first build's tag takes its place.
   * @default main-0000000-0
   */
  readonly firstTag?: string;
}

/** An image that is built from sources of this monorepo: the pipeline pushes it to ECR, Flux follows its tags. */
export function built(image: BuiltImageInput): BuiltImage {
  return { kind: 'built', firstTag: 'main-0000000-0', ...image };
}

/** An image of somebody else, by tag or digest: `pinned('mongo:5.0.31')`. */
export function pinned(reference: string): PinnedImage {
  return { kind: 'pinned', reference };
}
