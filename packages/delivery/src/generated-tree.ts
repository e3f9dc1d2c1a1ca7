import type { FileTree } from '@tideway/gitops';
import { blobId, treeId } from './object-id.ts';

/** Modes that a generated file can have. */
export type FileMode = '100644' | '100755';

/** A generated file with Git's id of its content. */
export interface GeneratedFile {
  readonly mode: FileMode;
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** A folder of generated files with Git's id of it. */
export interface GeneratedFolder {
  readonly id: string;
  readonly children: ReadonlyMap<string, GeneratedFile | GeneratedFolder>;
}

// No path: "" is the folder without a name that an absolute path starts with.
const rootKey = '\0';

interface Folder {
  id: string;
  readonly children: Map<string, GeneratedFile | Folder>;
}

/** Whether a child of a folder is a folder itself. */
export function isFolder(child: GeneratedFile | GeneratedFolder): child is GeneratedFolder {
  return 'children' in child;
}

/** Git's tree of a generated file tree, ids computed in-process. Paths must have been checked or be known as good. */
export function generatedTree(tree: FileTree): GeneratedFolder {
  const root: Folder = { id: '', children: new Map() };
  const folders = new Map<string, Folder>([[rootKey, root]]);
  for (const [path, file] of tree) {
    const slash = path.lastIndexOf('/');
    const folder = folderAt(folders, slash === -1 ? rootKey : path.slice(0, slash));
    folder.children.set(path.slice(slash + 1), {
      mode: file.executable === true ? '100755' : '100644',
      id: blobId(file.bytes),
      bytes: file.bytes,
    });
  }
  identify(root);
  return root;
}

/** All files of a generated tree by their path. */
export function generatedFiles(root: GeneratedFolder): ReadonlyMap<string, GeneratedFile> {
  const files = new Map<string, GeneratedFile>();
  const walk = (folder: GeneratedFolder, prefix: string): void => {
    for (const [name, child] of folder.children) {
      if (isFolder(child)) walk(child, `${prefix}${name}/`);
      else files.set(prefix + name, child);
    }
  };
  walk(root, '');
  return files;
}

function folderAt(folders: Map<string, Folder>, path: string): Folder {
  const known = folders.get(path);
  if (known !== undefined) return known;
  const slash = path.lastIndexOf('/');
  const parent = folderAt(folders, slash === -1 ? rootKey : path.slice(0, slash));
  const folder: Folder = { id: '', children: new Map() };
  parent.children.set(path.slice(slash + 1), folder);
  folders.set(path, folder);
  return folder;
}

interface TreeEntry {
  readonly key: string;
  readonly mode: string;
  readonly child: GeneratedFile | Folder;
}

const surrogate = /[\ud800-\udfff]/;

function identify(folder: Folder): void {
  const entries: TreeEntry[] = [];
  let size = 0;
  let plain = true;
  for (const [name, child] of folder.children) {
    const isTree = 'children' in child;
    if (isTree) identify(child);
    // Git sorts a folder as if its name ended in a slash.
    entries.push({ key: isTree ? `${name}/` : name, mode: isTree ? '40000 ' : `${child.mode} `, child });
    size += 28 + name.length * 3;
    plain &&= !surrogate.test(name);
  }
  // UTF-16 order is byte order, except beyond the basic plane.
  entries.sort(plain ? (left, right) => (left.key < right.key ? -1 : 1) : byBytes);
  const bytes = Buffer.allocUnsafe(size);
  let end = 0;
  for (const { key, mode, child } of entries) {
    end += bytes.write(mode, end, 'latin1');
    end += bytes.write('children' in child ? key.slice(0, -1) : key, end);
    bytes[end++] = 0;
    end += bytes.write(child.id, end, 'hex');
  }
  folder.id = treeId(bytes.subarray(0, end));
}

function byBytes(left: TreeEntry, right: TreeEntry): number {
  return Buffer.compare(Buffer.from(left.key), Buffer.from(right.key));
}
