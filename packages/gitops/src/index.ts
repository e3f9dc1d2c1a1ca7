export type { FileTree, TreeFile } from './file-tree.ts';
