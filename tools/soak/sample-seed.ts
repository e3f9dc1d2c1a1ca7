import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A seed that stays the same for one version of what is tested, and is another one for the next. */
export function sampleSeed(): number {
  const file = new URL('../../packages/delivery/package.json', import.meta.url);
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string };
  return createHash('sha256').update(version).digest().readUInt32BE() >>> 8;
}
