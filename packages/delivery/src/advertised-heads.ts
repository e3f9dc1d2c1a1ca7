import type { RemoteHeads } from './look.ts';
import { packetLines } from './packet-lines.ts';

const service = '# service=git-upload-pack';

/**
 * Branches in the first answer of a Git server over HTTP (gitprotocol-http(5), gitprotocol-common(5), version 0 or 1).
 *
 * @returns nothing when it is none
 */
export function advertisedHeads(answer: Buffer): RemoteHeads | undefined {
  const lines = packetLines(answer);
  if (lines === undefined) return undefined;
  const [first, flush, ...rest] = lines;
  if (first !== service || flush !== undefined || rest.at(-1) !== undefined || rest.length === 0)
    return undefined;
  const heads = new Map<string, string>();
  let defaultBranch: string | undefined;
  for (const line of rest.slice(0, -1)) {
    if (line === undefined) return undefined;
    if (line === 'version 1') continue;
    const [reference = '', capabilities] = line.split('\0');
    const [, id, name] = /^([0-9a-f]{40}) (.+)$/.exec(reference) ?? [];
    if (id === undefined || name === undefined) return undefined;
    if (name.startsWith('refs/heads/')) heads.set(name.slice('refs/heads/'.length), id);
    defaultBranch ??= /(?:^| )symref=HEAD:refs\/heads\/(\S+)/.exec(capabilities ?? '')?.[1];
  }
  return { heads, ...(defaultBranch !== undefined && { defaultBranch }) };
}
