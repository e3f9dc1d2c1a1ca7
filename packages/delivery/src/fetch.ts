import { classifyTransfer } from './git-error.ts';
import { runGit } from './git.ts';
import type { Connection } from './look.ts';
import { readRefs, removeStaleLocks, trackingRef } from './mirror.ts';
import { branchRef } from './remote.ts';

/**
 * Brings branches of the remote into the mirror, if they are not there already.
 *
 * @param wanted where the branches stood when we looked
 * @returns where they stand in the mirror: there or further on
 * @throws {DeliveryError} when the remote can't be read
 * @throws {MirrorBroken} when the mirror can't be written
 */
export async function fetchHeads(
  connection: Connection,
  wanted: ReadonlyMap<string, string>,
  onFetch: () => void,
): Promise<ReadonlyMap<string, string>> {
  const { mirror, remote, credential, signal } = connection;
  const refs = [...wanted.keys()].map(trackingRef);
  const before = await readRefs(mirror, refs);
  if ([...wanted].every(([branch, id]) => before.get(trackingRef(branch)) === id)) return wanted;
  onFetch();
  const fetching = () =>
    runGit({
      gitDirectory: mirror,
      arguments: [
        ...['-c', 'protocol.version=0', '-c', 'fetch.unpackLimit=1', '-c', 'transfer.fsckObjects=false'],
        ...['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', remote.url],
        ...[...wanted.keys()].map((branch) => `+${branchRef(branch)}:${trackingRef(branch)}`),
      ],
      environment: remote.environment,
      timeLimit: 600_000,
      ...(credential && { credential: credential() }),
      ...(signal && { signal }),
    });
  let result = await fetching();
  if (result.code !== 0 && /\.lock'?: File exists|cannot lock ref/.test(result.stderr)) {
    await removeStaleLocks(mirror);
    result = await fetching();
  }
  if (result.code !== 0) throw await classifyTransfer(remote, result, mirror);
  const after = await readRefs(mirror, refs);
  return new Map([...wanted].map(([branch, id]) => [branch, after.get(trackingRef(branch)) ?? id]));
}
