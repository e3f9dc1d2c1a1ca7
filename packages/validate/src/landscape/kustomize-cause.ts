import { posix } from 'node:path';

/** What kustomize complains about at last, without the way that led it there. */
export interface KustomizeCause {
  /** Folder of the Kustomization at fault. */
  readonly folder: string;
  /** File at fault, where kustomize names one. */
  readonly file?: string;
  readonly message: string;
}

const steps = /(?:recursed (?:accumulation of|merging from) path|couldn't make target for path) '([^']+)': /g;
const files = /(?:accumulating|merging) resources from '([^']+)': (.*)$/s;

/** The innermost cause in the words of kustomize 5, which tells every folder on the way. */
export function causeOf(problem: string, root: string): KustomizeCause {
  const last = [...problem.matchAll(steps)].at(-1);
  const folder = last?.[1] ?? root;
  const rest = last === undefined ? problem : problem.slice(last.index + last[0].length);
  const [, named, said] = files.exec(rest) ?? [];
  const message = (said ?? rest)
    .replace(/': must build at directory: .*$/s, '')
    .replace(/^(accumulating \w+: )+/, '')
    .replace(/ in File: \S+$/, '')
    .trim();
  return { folder, ...(named === undefined ? {} : { file: posix.join(folder, named) }), message };
}
