import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GeneratedRepository, TreeFile } from '@tideway/gitops';
import { findKustomize } from '@tideway/kustomize';
import { afterAll } from 'vitest';
import type { Finding } from './finding.ts';
import { validateRepositories, type ValidationReport } from './validate-repositories.ts';

const folder = await mkdtemp(join(tmpdir(), 'tideway-validate-'));
const kustomize = await findKustomize({ cacheDirectory: join(folder, 'cache') });

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Validates files given as `<repository>/<path>`; `flux-repo` is what clusters follow, others are tenants'. */
export async function validateFiles(files: Readonly<Record<string, string>>): Promise<ValidationReport> {
  return validateRepositories({
    repositories: repositoriesOf(files),
    kustomize,
    temporaryDirectory: join(folder, 'temporary'),
  });
}

/** Findings of one rule. */
export async function findingsOf(
  rule: string,
  files: Readonly<Record<string, string>>,
): Promise<readonly Finding[]> {
  const { findings } = await validateFiles(files);
  return findings.filter((finding) => finding.rule === rule);
}

function repositoriesOf(files: Readonly<Record<string, string>>): readonly GeneratedRepository[] {
  const trees = new Map<string, Map<string, TreeFile>>();
  for (const [path, text] of Object.entries(files)) {
    const slash = path.indexOf('/');
    const name = path.slice(0, slash);
    const tree = trees.get(name) ?? new Map<string, TreeFile>();
    tree.set(path.slice(slash + 1), { bytes: new TextEncoder().encode(text) });
    trees.set(name, tree);
  }
  return [...trees].map(([name, tree]) => ({
    name,
    role: name === 'flux-repo' ? 'flux' : 'tenant',
    branch: 'main',
    files: tree,
  }));
}
