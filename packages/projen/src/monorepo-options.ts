/** What a {@link Monorepo} is told. */
export interface MonorepoOptions {
  /**
   * Name of the repository, and of the package at its root.
   * @default $BASEDIR
   */
  readonly name: string;
  /**
   * One line about it, for package.json.
   * @default - none
   */
  readonly description?: string;
  /**
   * Address that the repository is cloned from, for package.json. The packages that it publishes name the same.
   * @default - none
   */
  readonly repository?: string;
  /**
   * Folder of the repository.
   * @default - the current folder
   */
  readonly outdir?: string;
  /**
   * Folders of packages, as npm's workspaces.
   * @default ["packages/*", "apps/*"]
   */
  readonly workspaces?: string[];
  /**
   * Folders with a tsconfig.json that `tsc -b` starts from.
   * @default []
   */
  readonly references?: string[];
  /**
   * More scripts for package.json, by name.
   * @default - start, test, lint and format
   */
  readonly scripts?: { [name: string]: string };
  /**
   * More development dependencies with their exact versions, by name.
   * @default - the tools of every monorepo
   */
  readonly devDependencies?: { [name: string]: string };
  /**
   * More packages that may run scripts when npm installs them.
   * @default - those that the tools need
   */
  readonly allowScripts?: string[];
  /**
   * Versions that dependencies of dependencies are held at, by name.
   * @default - none
   */
  readonly overrides?: { [name: string]: string };
  /**
   * More patterns for .gitignore.
   * @default - what the tools write
   */
  readonly gitIgnore?: string[];
  /**
   * More patterns for .prettierignore.
   * @default - what the template and the tools write
   */
  readonly prettierIgnore?: string[];
  /**
   * Whether the packages of Tideway are folders of this repository: they run from their sources then.
   * @default false
   */
  readonly fromSources?: boolean;
}
