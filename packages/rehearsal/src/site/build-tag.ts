import { createHash } from 'node:crypto';

/** Tag that every image has before its first build: what the generated overlays start with. */
export const firstTag = 'main-0000000-0';

/** Tag of a build of the main branch: branch, seven digits of a commit, number. */
export function buildTag(build: number): string {
  const commit = createHash('sha1').update(`build ${build}`).digest('hex').slice(0, 7);
  return `main-${commit}-${build}`;
}
