import type { DependencyProblem } from '@tideway/kustomize';
import type { FieldPath } from '../source/field-path.ts';
import type { Fields, KubernetesObject } from '../source/kubernetes-object.ts';
import type { SourceDocument } from '../source/source-file.ts';
import type { SourceRepository } from '../source/source-repository.ts';
import type { Schemas } from '../schema/schemas.ts';

/** An object as a cluster gets it, and where it comes from. */
export interface LandscapeObject {
  readonly object: KubernetesObject;
  readonly repository: string;
  /** File that declares it, or its root's Kustomization when no file does. */
  readonly path: string;
  /** The documents that declare and patch it, the declaring one first. */
  readonly documents: readonly SourceDocument[];
  /** Root that it was rendered from; undefined for a file that nothing applies. */
  readonly root: RenderedRoot | undefined;
}

/** A Kustomize root, rendered. */
export interface RenderedRoot {
  readonly repository: string;
  /** Folder of the root. */
  readonly folder: string;
  /** What Flux adds to it: target namespace, patches, images. */
  readonly additions: Fields;
  /** Files of the repository that it was rendered from. */
  readonly files: ReadonlySet<string>;
  /** Folders whose Kustomizations take part in it. */
  readonly folders: ReadonlySet<string>;
  readonly objects: readonly LandscapeObject[];
  /** What can't be rendered from the repository alone. */
  readonly dependencyProblems: readonly DependencyProblem[];
  /** What kustomize said when it refused. */
  readonly problem?: string;
}

/** A Flux source, resolved to one of the repositories where it is one. */
export interface FluxSource {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly repository: SourceRepository | undefined;
}

/** A Flux Kustomization at work on a cluster, or the cluster's own sync. */
export interface ClusterStep {
  /** Undefined for the cluster's folder itself. */
  readonly kustomization: LandscapeObject | undefined;
  /** Undefined when its source could not be found. */
  readonly source: FluxSource | undefined;
  /** Folder in its source. */
  readonly folder: string;
  readonly root: RenderedRoot | undefined;
}

/** Everything that one cluster reconciles. */
export interface Cluster {
  readonly name: string;
  readonly repository: SourceRepository;
  readonly folder: string;
  /** In the order in which they were found: the cluster's own folder first. */
  readonly steps: readonly ClusterStep[];
  readonly objects: readonly LandscapeObject[];
}

/** All repositories, what renders from them and what clusters make of them: what rules look at. */
export interface Landscape {
  readonly repositories: readonly SourceRepository[];
  readonly roots: readonly RenderedRoot[];
  readonly clusters: readonly Cluster[];
  /** All rendered objects, and those of files that nothing renders. */
  readonly objects: readonly LandscapeObject[];
  readonly schemas: Schemas;
}

/** A place in an object. */
export interface ObjectPlace {
  readonly at: LandscapeObject;
  readonly field?: FieldPath;
}
