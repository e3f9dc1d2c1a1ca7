import type { Kustomize } from '@tideway/kustomize';
import { BranchTree, listBranch } from './branch-tree.ts';
import { wayOut, type Side } from './decision.ts';
import type { HeldItem } from './delivery.ts';
import { DeliveryError } from './error.ts';
import { generatedFiles, type GeneratedFolder } from './generated-tree.ts';
import type { Inspection } from './inspect.ts';
import { plan, type Plan } from './plan.ts';
import { brokenRoots, filesOfRoot, touchedRoots } from './render-check.ts';
import type { RenderVerdicts } from './render-verdicts.ts';

/** What to settle, and by what. */
export interface SettleOptions {
  readonly repository: string;
  readonly inspection: Inspection;
  readonly generated: GeneratedFolder;
  readonly take: ReadonlyMap<string, Side>;
  readonly adopt?: Side;
  /** @default nothing is rendered */
  readonly kustomize?: () => Promise<Kustomize>;
  readonly temporaryDirectory: string;
  readonly verdicts: RenderVerdicts;
  readonly onRender: () => void;
}

/**
 * Plans, and holds what hangs together: a Kustomize root that would no longer render with only a part of the changes is
 * held as a whole. One that does not even render as the generator has it is refused.
 *
 * @throws {DeliveryError} `root-does-not-render`
 */
export async function settle(options: SettleOptions): Promise<Plan> {
  const { inspection, take, adopt, kustomize } = options;
  const heldBefore = new Map<string, readonly HeldItem[]>();
  const planAgain = (): Plan =>
    plan({
      candidates: inspection.candidates,
      content: inspection.content,
      take,
      heldBefore,
      ...(adopt !== undefined && { adopt }),
    });
  let planned = planAgain();
  if (kustomize === undefined) return planned;
  for (;;) {
    const held = await heldByRoots(options, planned, kustomize);
    if (held.size === 0) return planned;
    for (const [path, items] of held) heldBefore.set(path, items);
    planned = planAgain();
  }
}

async function heldByRoots(
  options: SettleOptions,
  planned: Plan,
  findKustomize: () => Promise<Kustomize>,
): Promise<ReadonlyMap<string, readonly HeldItem[]>> {
  const { inspection, temporaryDirectory, verdicts } = options;
  const { reader, head } = inspection;
  const changed = new Set([...planned.writes.keys(), ...planned.removals]);
  if (changed.size === 0) return new Map();
  const branch = await listBranch(reader, head);
  const generated = generatedFiles(options.generated);
  // What is the generator's already needs no reading.
  const same = [...generated].filter(([path, { id }]) => branch.get(path)?.id === id);
  const merged = new BranchTree(reader, branch, new Map([...same, ...planned.writes]), planned.removals);
  const touched = await touchedRoots(merged, changed);
  if (touched.length === 0) return new Map();
  options.onRender();
  const kustomize = await findKustomize();
  const check = { kustomize, temporaryDirectory, verdicts };
  const broken = await brokenRoots({ ...check, tree: merged }, touched);
  if (broken.size === 0) return new Map();
  const names = [...broken.keys()];
  const before = new BranchTree(reader, branch, new Map(same), new Set());
  const brokenBefore = await brokenRoots({ ...check, tree: before }, names);
  const dropped = new Set(
    inspection.candidates.flatMap((candidate) => (candidate.generated ? [] : [candidate.path])),
  );
  const whole = new BranchTree(reader, branch, generated, dropped);
  const brokenWhole = await brokenRoots({ ...check, tree: whole }, names);
  const held = new Map<string, readonly HeldItem[]>();
  const refused: string[] = [];
  for (const [root, problem] of broken) {
    const ours = isGenerated(root, generated);
    if (ours && brokenWhole.has(root)) refused.push(`${root}: ${brokenWhole.get(root) ?? ''}`);
    // It did not render before either: this delivery is not what breaks it.
    if (brokenBefore.has(root)) continue;
    const feeding = new Set([...filesOfRoot(merged, root), ...filesOfRoot(before, root)]);
    for (const path of changed) {
      if (!feeding.has(path)) continue;
      const item: HeldItem = {
        path,
        reason: 'root-does-not-render',
        detail: `${root} would not render with only a part of the changes: ${problem}`,
        wayOut: wayOut(path, 'root-does-not-render'),
      };
      held.set(path, [...(held.get(path) ?? []), item]);
    }
  }
  if (refused.length > 0) throw doesNotRender(options.repository, refused);
  return held;
}

function isGenerated(root: string, generated: ReadonlyMap<string, unknown>): boolean {
  const prefix = root === '.' ? '' : `${root}/`;
  return ['kustomization.yaml', 'kustomization.yml', 'Kustomization'].some((name) =>
    generated.has(prefix + name),
  );
}

function doesNotRender(repository: string, problems: readonly string[]): DeliveryError {
  return new DeliveryError({
    code: 'root-does-not-render',
    message: `Nothing was delivered to ${repository}: kustomize can't render ${problems.join('; ')}.`,
    next: 'Correct the model, or the files of the repository that the root builds on.',
    problems,
  });
}
