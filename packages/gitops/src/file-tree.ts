/** One file of a generated repository. */
export interface TreeFile {
  readonly bytes: Uint8Array;
  /** Whether Git records it as mode 100755. @default false */
  readonly executable?: boolean;
}

/** A repository's generated content: POSIX path, relative to its root, to file. */
export type FileTree = ReadonlyMap<string, TreeFile>;
