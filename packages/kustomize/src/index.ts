export { findKustomize, type FindKustomizeOptions } from './find-kustomize.ts';
export type { Kustomize, KustomizeOrigin } from './kustomize.ts';
export { KustomizeError } from './kustomize-error.ts';
export { kustomizeDependencies, type DependencyProblem, type KustomizeDependencies } from './dependencies.ts';
export { generatedKustomization } from './generated-kustomization.ts';
export { kustomizeEntries, kustomizeRoots, rootsTouchedBy } from './kustomize-roots.ts';
export { renderRoots, type Rendering, type RenderRootsOptions } from './render-roots.ts';
