import type { FileTree, TreeFile } from './file-tree.ts';
import { generatedHeader } from './yaml/generated-header.ts';
import { toYaml } from './yaml/to-yaml.ts';

const encoder = new TextEncoder();
const safePath = /^(?!\.git\/)(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)*[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/** Collects the files of one generated repository. */
export class TreeBuilder {
  readonly #model: string;
  readonly #files = new Map<string, TreeFile>();

  /** @param model file of the model as the headers name it */
  constructor(model: string) {
    this.#model = model;
  }

  /** The files so far, in the order in which they were added. */
  get files(): FileTree {
    return this.#files;
  }

  /**
   * Adds a YAML file of one or more documents under its header.
   *
   * @param path POSIX path, relative to the repository's root
   * @param from where in the model to change what the file holds
   * @throws {Error} when the path leaves the repository or is taken: two names of the model became one
   */
  add(path: string, from: string, ...documents: readonly object[]): void {
    this.#write(path, from, toYaml(documents), false);
  }

  /** Like {@link add}, for YAML text with markers behind the values that belong to the repository. */
  addHeld(path: string, from: string, text: string): void {
    this.#write(path, from, text, true);
  }

  #write(path: string, from: string, text: string, held: boolean): void {
    if (!safePath.test(path)) {
      throw new Error(`${from}: its name gives the path ${path}, which is not safe in a repository`);
    }
    if (this.#files.has(path))
      throw new Error(`${from}: its file ${path} is there already; rename one of the two`);
    const header = generatedHeader({ model: this.#model, path: from, held });
    this.#files.set(path, { bytes: encoder.encode(header + text) });
  }
}
