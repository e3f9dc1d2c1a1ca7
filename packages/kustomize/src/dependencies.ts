import type { FileTree } from '@tideway/gitops';
import { isRecord, kustomizationFileNames, kustomizationIn, yamlDocuments } from './kustomization-file.ts';
import { isRemote, referencesOf, type Reference } from './kustomization-references.ts';
import { joinPath, resolveInTree } from './tree-path.ts';

/** Why a Kustomization can't be rendered from its repository alone. */
export interface DependencyProblem {
  /** `remote`: kustomize would fetch it. `missing`: no such file. `outside`: not in the repository. */
  readonly reason: 'remote' | 'missing' | 'outside';
  /** The Kustomization that names it; a folder when that has none. */
  readonly file: string;
  /** Field of the Kustomization, such as `resources` or `patches[].path`. */
  readonly field?: string;
  /** As it is written there. */
  readonly value?: string;
  /** All of it as one sentence. */
  readonly message: string;
}

/** What one folder's Kustomization needs, not counting what the folders it names need in turn. */
export interface FolderDependencies {
  /** Files that it names, including ones that the tree does not have. */
  readonly files: ReadonlySet<string>;
  /** Folders with a Kustomization or Component of their own. */
  readonly folders: ReadonlySet<string>;
  readonly problems: readonly DependencyProblem[];
}

/** Everything a Kustomize root needs. */
export interface KustomizeDependencies {
  /** Files that are read, including ones that the tree does not have: a removed file counts for whom names it. */
  readonly files: ReadonlySet<string>;
  /** The root's own folder and all folders it builds on. */
  readonly folders: ReadonlySet<string>;
  /** All reasons why it can't be rendered from this tree alone. */
  readonly problems: readonly DependencyProblem[];
}

/** Everything that rendering the root in a folder reads, through resources, components, patches, generators and plugins. */
export function kustomizeDependencies(tree: FileTree, root: string): KustomizeDependencies {
  const files = new Set<string>();
  const folders = new Set<string>();
  const problems: DependencyProblem[] = [];
  const waiting = [root];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (folders.has(folder)) continue;
    folders.add(folder);
    const direct = folderDependencies(tree, folder);
    for (const file of direct.files) files.add(file);
    waiting.push(...direct.folders);
    problems.push(...direct.problems);
  }
  return { files, folders, problems };
}

/** What one folder's Kustomization names itself. */
export function folderDependencies(tree: FileTree, folder: string): FolderDependencies {
  const files = new Set(kustomizationFileNames.map((name) => joinPath(folder, name)));
  const folders = new Set<string>();
  const problems: DependencyProblem[] = [];
  const own = kustomizationIn(tree, folder);
  if (own === undefined) {
    problems.push({ reason: 'missing', file: folder, message: `${folder}: has no kustomization.yaml` });
    return { files, folders, problems };
  }
  const waiting = [...referencesOf(own.fields)];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const reference = next;
    const add = (reason: DependencyProblem['reason']): void => {
      problems.push(problemOf(reason, own.path, reference));
    };
    const path = resolveInTree(folder, reference.path);
    if (path !== undefined && tree.has(path)) {
      files.add(path);
      if (reference.configuresPlugin) waiting.push(...namedByPlugin(tree, path));
    } else if (path !== undefined && reference.mayBeFolder && kustomizationIn(tree, path) !== undefined) {
      folders.add(path);
    } else if (isRemote(reference.path)) {
      add('remote');
    } else if (path === undefined) {
      add('outside');
    } else {
      add('missing');
      files.add(path);
      if (reference.mayBeFolder) for (const name of kustomizationFileNames) files.add(joinPath(path, name));
    }
  }
  return { files, folders, problems };
}

const reasons: Readonly<Record<DependencyProblem['reason'], string>> = {
  remote: 'is fetched from elsewhere; copy it into the repository',
  missing: 'does not exist',
  outside: 'lies outside of the repository',
};

function problemOf(
  reason: DependencyProblem['reason'],
  file: string,
  reference: Reference,
): DependencyProblem {
  const { field, path: value } = reference;
  return { reason, file, field, value, message: `${file}: ${field}: ${value} ${reasons[reason]}` };
}

function namedByPlugin(tree: FileTree, path: string): readonly Reference[] {
  const bytes = tree.get(path)?.bytes;
  if (bytes === undefined) return [];
  return yamlDocuments(bytes).filter(isRecord).flatMap(referencesOf);
}
