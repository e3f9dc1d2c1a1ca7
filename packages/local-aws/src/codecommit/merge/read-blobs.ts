import type { Repository } from '../repository.ts';

/** Contents of blobs by their names (`<id>` or `<tree>:<path>`), read by one process; missing ones are left out. */
export async function readBlobs(
  repository: Repository,
  names: readonly string[],
): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  if (names.length === 0) return found;
  const { stdout } = await repository.git(['cat-file', '--batch'], {
    input: names.map((name) => `${name}\n`).join(''),
  });
  let at = 0;
  for (const name of names) {
    const end = stdout.indexOf('\n', at);
    const [, kind, size] = stdout.toString('utf8', at, end).match(/ (blob|tree|commit|tag) (\d+)$/) ?? [];
    at = end + 1;
    if (size === undefined) continue;
    if (kind === 'blob') found.set(name, stdout.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return found;
}
