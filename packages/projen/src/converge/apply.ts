import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plan } from './plan';

/**
 * Carries a plan out. Each file is written beside its place and moved there.
 * @param options.readOnly Paths that nobody should edit
 */
export function apply(options: {
  readonly root: string;
  readonly plan: Plan;
  readonly readOnly: { has(path: string): boolean };
}): void {
  const { root, plan, readOnly } = options;
  for (const [path, { content, executable }] of plan.write) {
    const file = join(root, path);
    const beside = `${file}.${process.pid}.tmp`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(beside, content);
    chmodSync(beside, (readOnly.has(path) ? 0o444 : 0o644) | (executable ? 0o111 : 0));
    renameSync(beside, file);
  }
  for (const path of plan.remove) rmSync(join(root, path), { force: true });
}
