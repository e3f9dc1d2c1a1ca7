import { posix } from 'node:path';
import {
  generatedKustomization,
  kustomizeDependencies,
  renderRoots,
  type Kustomize,
} from '@tideway/kustomize';
import type { TreeFile } from '@tideway/gitops';
import { isFields, type Fields } from '../source/kubernetes-object.ts';
import type { SourceRepository } from '../source/source-repository.ts';
import type { RenderedRoot } from './landscape.ts';
import { readObjects } from './read-objects.ts';

/** What is to be rendered. */
export interface RootRequest {
  readonly repository: SourceRepository;
  readonly folder: string;
  /** Fields of a Flux Kustomization that change what it renders. */
  readonly additions: Fields;
}

/** How to render. */
export interface KustomizeStageOptions {
  readonly kustomize: Kustomize;
  readonly temporaryDirectory: string;
}

interface Waiting extends RootRequest {
  readonly key: string;
  /** Folder that is rendered: the root's own, or one of ours that adds to it. */
  readonly rendered: string;
}

/**
 * Renders roots as Flux does, each only once: folders without a Kustomization get the one that Flux
 * generates, and what a Flux Kustomization adds (target namespace, patches, images) is added by a root of our own.
 */
export class KustomizeStage {
  readonly #options: KustomizeStageOptions;
  readonly #trees = new Map<string, Map<string, TreeFile>>();
  readonly #rendered = new Map<string, RenderedRoot>();

  constructor(options: KustomizeStageOptions) {
    this.#options = options;
  }

  /** Everything rendered so far. */
  get roots(): readonly RenderedRoot[] {
    return [...this.#rendered.values()];
  }

  /** Renders what was not rendered before, and answers in the order of the requests. */
  async render(requests: readonly RootRequest[]): Promise<readonly (RenderedRoot | undefined)[]> {
    const waiting = new Map<string, Waiting>();
    const keys = requests.map((request) => {
      const key = keyOf(request);
      if (!this.#rendered.has(key) && !waiting.has(key)) {
        waiting.set(key, { ...request, key, rendered: this.#prepare(request) });
      }
      return key;
    });
    const byRepository = Map.groupBy(waiting.values(), ({ repository }) => repository);
    for (const [repository, roots] of byRepository) await this.#renderIn(repository, roots);
    return keys.map((key) => this.#rendered.get(key));
  }

  async #renderIn(repository: SourceRepository, waiting: readonly Waiting[]): Promise<void> {
    const tree = this.#treeOf(repository);
    const renderings = await renderRoots({
      ...this.#options,
      tree,
      roots: new Set(waiting.map(({ rendered }) => rendered)),
    });
    const byFolder = new Map(renderings.map((rendering) => [rendering.root, rendering]));
    for (const { key, folder, additions, rendered } of waiting) {
      const { files, folders, problems } = kustomizeDependencies(tree, rendered);
      const own = new Set([...files].filter((path) => repository.files.has(path)));
      const objects: RenderedRoot['objects'][number][] = [];
      const { yaml, problem } = byFolder.get(rendered) ?? {};
      const root: RenderedRoot = {
        repository: repository.name,
        folder,
        additions,
        files: own,
        folders,
        objects,
        dependencyProblems: problems,
        ...(problem === undefined || problems.length > 0 ? {} : { problem }),
      };
      if (yaml !== undefined) objects.push(...readObjects({ yaml, root, repository }));
      this.#rendered.set(key, root);
    }
  }

  #prepare({ repository, folder, additions }: RootRequest): string {
    const tree = this.#treeOf(repository);
    const generated = generatedKustomization(tree, folder);
    if (generated !== undefined) put(tree, posix.join(folder, 'kustomization.yaml'), generated);
    if (Object.keys(additions).length === 0) return folder;
    const wrapper = `.tideway-validate/${tree.size}`;
    const base = posix.relative(wrapper, folder);
    const components = Array.isArray(additions['components']) ? additions['components'] : [];
    put(
      tree,
      `${wrapper}/kustomization.yaml`,
      JSON.stringify({
        ...additions,
        resources: [base],
        components: components.map((path) => posix.join(base, String(path))),
      }),
    );
    return wrapper;
  }

  #treeOf(repository: SourceRepository): Map<string, TreeFile> {
    const known = this.#trees.get(repository.name);
    if (known !== undefined) return known;
    const tree = new Map(repository.files);
    this.#trees.set(repository.name, tree);
    return tree;
  }
}

/** Fields of a Flux Kustomization that Flux writes into the Kustomization it builds, under their names there. */
export function additionsOf(spec: unknown): Fields {
  if (!isFields(spec)) return {};
  const names = { targetNamespace: 'namespace', namePrefix: 'namePrefix', nameSuffix: 'nameSuffix' } as const;
  const additions: Record<string, unknown> = {};
  for (const [flux, kustomize] of Object.entries(names)) {
    if (typeof spec[flux] === 'string') additions[kustomize] = spec[flux];
  }
  for (const field of ['patches', 'images', 'components']) {
    const list = spec[field];
    if (Array.isArray(list) && list.length > 0) additions[field] = list;
  }
  return additions;
}

function keyOf({ repository, folder, additions }: RootRequest): string {
  return JSON.stringify([repository.name, folder, additions]);
}

function put(tree: Map<string, TreeFile>, path: string, text: string): void {
  tree.set(path, { bytes: new TextEncoder().encode(text) });
}
