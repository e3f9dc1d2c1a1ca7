import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { extract } from 'tar-stream';
import type { BareRepository } from '../git/bare-repository.ts';

/** SHA-256 over paths and contents, whatever their order. */
export function treeDigest(files: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash('sha256');
  for (const path of [...files.keys()].sort()) {
    const content = createHash('sha256')
      .update(files.get(path) ?? '')
      .digest('hex');
    hash.update(`${path}\0${content}\n`);
  }
  return `sha256:${hash.digest('hex')}`;
}

/** All files of a revision of a repository. */
export async function filesOf(
  repository: BareRepository,
  revision: string,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const { stdout } = await promisify(execFile)('git', ['-C', repository.folder, 'archive', revision], {
    encoding: 'buffer',
    maxBuffer: 512 * 1024 * 1024,
    timeout: 60_000,
  });
  const files = new Map<string, Uint8Array>();
  const archive = Readable.from([stdout]).pipe(extract());
  for await (const entry of archive) {
    if (entry.header.type === 'file') files.set(entry.header.name, await buffer(entry));
    else entry.resume();
  }
  return files;
}
