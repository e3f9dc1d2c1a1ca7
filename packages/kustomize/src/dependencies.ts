import type { FileTree } from '@tideway/gitops';
import { isRecord, kustomizationFileNames, kustomizationIn, yamlDocuments } from './kustomization-file.ts';
import { isRemote, referencesOf, type Reference } from './kustomization-references.ts';
import { joinPath, resolveInTree } from './tree-path.ts';

/** What one folder's Kustomization needs, not counting what the folders it names need in turn. */
export interface FolderDependencies {
  /** Files that it names, including ones that the tree does not have. */
  readonly files: ReadonlySet<string>;
  /** Folders with a Kustomization or Component of their own. */
  readonly folders: ReadonlySet<string>;
  /** What kustomize would fetch, could not find, or must not read, each as a sentence. */
  readonly problems: readonly string[];
}

/** Everything a Kustomize root needs. */
export interface KustomizeDependencies {
  /** Files that are read, including ones that the tree does not have: a removed file counts for whom names it. */
  readonly files: ReadonlySet<string>;
  /** The root's own folder and all folders it builds on. */
  readonly folders: ReadonlySet<string>;
  /** All reasons why it can't be rendered from this tree alone. */
  readonly problems: readonly string[];
}

/** Everything that rendering the root in a folder reads, through resources, components, patches, generators and plugins. */
export function kustomizeDependencies(tree: FileTree, root: string): KustomizeDependencies {
  const files = new Set<string>();
  const folders = new Set<string>();
  const problems: string[] = [];
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
  const problems: string[] = [];
  const own = kustomizationIn(tree, folder);
  if (own === undefined) {
    problems.push(`${folder}: has no kustomization.yaml`);
    return { files, folders, problems };
  }
  const waiting = [...referencesOf(own.fields)];
  for (let reference = waiting.shift(); reference !== undefined; reference = waiting.shift()) {
    const said = `${own.path}: ${reference.field}: ${reference.path}`;
    const path = resolveInTree(folder, reference.path);
    if (path !== undefined && tree.has(path)) {
      files.add(path);
      if (reference.configuresPlugin) waiting.push(...namedByPlugin(tree, path));
    } else if (path !== undefined && reference.mayBeFolder && kustomizationIn(tree, path) !== undefined) {
      folders.add(path);
    } else if (isRemote(reference.path)) {
      problems.push(`${said} is fetched from elsewhere; copy it into the repository`);
    } else if (path === undefined) {
      problems.push(`${said} lies outside of the repository`);
    } else {
      problems.push(`${said} does not exist`);
      files.add(path);
      if (reference.mayBeFolder) for (const name of kustomizationFileNames) files.add(joinPath(path, name));
    }
  }
  return { files, folders, problems };
}

function namedByPlugin(tree: FileTree, path: string): readonly Reference[] {
  const bytes = tree.get(path)?.bytes;
  if (bytes === undefined) return [];
  return yamlDocuments(bytes).filter(isRecord).flatMap(referencesOf);
}
