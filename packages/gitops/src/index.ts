export type { FileTree, TreeFile } from './file-tree.ts';
export {
  generateRepositories,
  type GeneratedRepository,
  type GenerateOptions,
} from './generate-repositories.ts';
export { toYaml } from './yaml/to-yaml.ts';
export type * from './kinds/index.ts';
