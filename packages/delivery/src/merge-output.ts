/** Something that both sides changed. */
export interface TreeConflict {
  readonly paths: readonly string[];
  /** In git's words: `CONFLICT (content): Merge conflict in public/footer.html`. */
  readonly message: string;
}

/** git-merge-tree(1), OUTPUT, with -z: the tree, the paths that clash, an empty field, then the messages. */
export function parseMerge(output: string): {
  readonly tree: string;
  readonly conflicts: readonly TreeConflict[];
} {
  const [tree = '', ...fields] = output.split('\0');
  const conflicts: TreeConflict[] = [];
  let at = fields.indexOf('') + 1;
  while (at > 0 && at < fields.length - 1) {
    const count = Number(fields[at]);
    const paths = fields.slice(at + 1, at + 1 + count);
    const [kind = '', message = ''] = fields.slice(at + 1 + count, at + 3 + count);
    if (kind.startsWith('CONFLICT')) conflicts.push({ paths, message: message.trim() });
    at += count + 3;
  }
  return { tree, conflicts };
}

/** One path in which two trees differ. */
export interface RawChange {
  readonly path: string;
  readonly before?: { readonly mode: string; readonly id: string };
  readonly after?: { readonly mode: string; readonly id: string };
}

/** git-diff-tree(1), RAW OUTPUT FORMAT, with -z. */
export function parseRaw(output: string): readonly RawChange[] {
  const fields = output.split('\0');
  const changes: RawChange[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [oldMode = '', newMode = '', oldId = '', newId = ''] = (fields[at] ?? '').slice(1).split(' ');
    changes.push({
      path: fields[at + 1] ?? '',
      ...(oldMode !== '000000' && { before: { mode: oldMode, id: oldId } }),
      ...(newMode !== '000000' && { after: { mode: newMode, id: newId } }),
    });
  }
  return changes;
}
