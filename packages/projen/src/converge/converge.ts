import { copyFileSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import type { FileBase, Project } from 'projen';
import { TemplateError } from '../template-error';
import { apply } from './apply';
import { explainClashes, explainDone, explainDrift, type DiffOf } from './explain';
import { digest, ledgerFile, readLedger, renderLedger } from './ledger';
import { plan, type Plan } from './plan';
import { readTree, type Tree } from './tree';

/**
 * Makes all files of a project in a temporary folder, and brings the repository to them: what the template owns
 * converges, what the team owns is written once.
 * @param options.synthesize Writes the files into the project's `outdir`
 * @param options.given Names in each section of package.json that the template gives
 * @param options.check Whether to compare only
 * @returns What was written
 * @throws TemplateError when files of the template were edited by hand, or a check finds a difference
 */
export function converge(options: {
  readonly project: Project;
  readonly synthesize: () => void;
  readonly given: Readonly<Record<string, readonly string[]>>;
  readonly check: boolean;
}): Plan {
  const { project } = options;
  const root = project.outdir;
  const files = filesOf(project, root);
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'tideway-projen-'));
  try {
    // projen compares with what it finds, so that its own diff can be shown.
    for (const path of files.keys()) copyInto({ from: root, to: folder, path });
    inFolder({ project, root, folder, work: options.synthesize });
    const made = sort(readTree(folder), files);
    const ledger = renderLedger({
      files: Object.fromEntries([...made.owned].map(([path, { content }]) => [path, digest(content)])),
      once: [...made.once.keys()],
      manifest: options.given,
    });
    made.shared.set(ledgerFile, { content: ledger, executable: false });
    const planned = plan({ root, made, ledger: readLedger(root) });
    const diffOf: DiffOf = (path) => files.get(path)?.diff(false) ?? [];
    if (options.check) {
      const differs = planned.write.size + planned.remove.length + planned.clashes.length > 0;
      if (differs) throw new TemplateError(explainDrift(planned, diffOf));
      return planned;
    }
    if (planned.clashes.length > 0) throw new TemplateError(explainClashes(planned.clashes, diffOf));
    apply({ root, plan: planned, readOnly: made.readOnly });
    return planned;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export { explainDone };

/** Files of a project and of those inside of it, by path below the root. */
function filesOf(project: Project, root: string): ReadonlyMap<string, FileBase> {
  const own = project.files.map(
    (file) => [relative(root, file.absolutePath).split(sep).join('/'), file] as const,
  );
  return new Map([...own, ...project.subprojects.flatMap((inner) => [...filesOf(inner, root)])]);
}

function copyInto(options: { readonly from: string; readonly to: string; readonly path: string }): void {
  const { from, to, path } = options;
  if (!existsSync(join(from, path))) return;
  mkdirSync(dirname(join(to, path)), { recursive: true });
  copyFileSync(join(from, path), join(to, path));
}

/** Does work while the project and those inside of it lie in another folder. */
function inFolder(options: {
  readonly project: Project;
  readonly root: string;
  readonly folder: string;
  readonly work: () => void;
}): void {
  const all = withInner(options.project).map((project) => ({ project, outdir: project.outdir }));
  const move = (project: Project, outdir: string): void => {
    Object.defineProperty(project, 'outdir', { value: outdir, configurable: true, writable: true });
  };
  for (const { project, outdir } of all) move(project, join(options.folder, relative(options.root, outdir)));
  try {
    options.work();
  } finally {
    for (const { project, outdir } of all) move(project, outdir);
  }
}

function withInner(project: Project): Project[] {
  return [project, ...project.subprojects.flatMap(withInner)];
}

function sort(tree: Tree, files: ReadonlyMap<string, FileBase>) {
  const owned = new Map(tree);
  const shared = new Map<string, { content: string; executable: boolean }>();
  const once = new Map<string, { content: string; executable: boolean }>();
  for (const [path, file] of tree) {
    const template = files.get(path);
    if (template?.readonly === true) continue;
    owned.delete(path);
    (template === undefined ? once : shared).set(path, file);
  }
  return { owned, shared, once, readOnly: new Set(owned.keys()) };
}
