import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Tree } from 'nx/src/devkit-exports.js';
import { flushChanges, FsTree } from 'nx/src/generators/tree.js';

const repository = join(import.meta.dirname, '..', '..', '..', '..');
const bin = join(repository, 'packages', 'cli', 'bin', 'tideway.mjs');

/** A small, valid model, laid out in a way that is not Prettier's. */
export const smallModel = `import { definePlatform } from '@tideway/model';

const clusters = {
    /* the only one */
    dev: { environment: "development", kubernetes: "1.35", cidr: "10.10.0.0/16" }, // small
} as const;

export default definePlatform({
    name: "small", aws: { account: "444455556666", region: "eu-west-1" },
    environments: { development: { images: "automated" } },
    clusters,
    tenants: { shop: { repository: "shop-repo" } },
});
`;

/** A workspace on disk, for tests of generators. */
export interface TestWorkspace {
  readonly root: string;
  /** Runs a generator and writes what it changed; the paths of these, and what it said. */
  readonly generate: (run: (tree: Tree) => Promise<unknown>) => Promise<readonly string[]>;
  readonly read: (path: string) => string;
  /** What `tideway validate` prints. */
  readonly validate: () => string;
  readonly remove: () => void;
}

/** Makes one of a model's text, or of this repository's own platform: `sock-shop`. */
export function testWorkspace(model: string): TestWorkspace {
  const root = mkdtempSync(join(tmpdir(), 'tideway generators '));
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, 'nx.json'), '{}');
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  cpSync(join(repository, '.prettierrc.json'), join(root, '.prettierrc.json'));
  if (model === 'sock-shop') {
    for (const part of ['platform.ts', 'services'])
      cpSync(join(repository, 'apps/platform', part), join(root, 'apps/platform', part), { recursive: true });
    cpSync(join(repository, 'apps/front-end'), join(root, 'apps/front-end'), { recursive: true });
  } else {
    mkdirSync(join(root, 'apps/platform'), { recursive: true });
    writeFileSync(join(root, 'apps/platform/platform.ts'), model);
  }
  return {
    root,
    generate: async (run) => {
      const tree = new FsTree(root, false);
      await run(tree);
      const changes = tree.listChanges();
      for (const { path } of changes) mkdirSync(join(root, dirname(path)), { recursive: true });
      flushChanges(root, changes);
      return changes.map(({ path }) => path).sort();
    },
    read: (path) => readFileSync(join(root, path), 'utf8'),
    validate: () => execFileSync(process.execPath, [bin, 'validate'], { cwd: root, encoding: 'utf8' }),
    remove: () => rmSync(root, { recursive: true }),
  };
}
