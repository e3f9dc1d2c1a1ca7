import type { LocalAwsTarget } from '@tideway/local-aws';
import type { Platform } from '@tideway/model';

/** Every account and region of a platform, its own first. */
export function targetsOf(platform: Platform): readonly LocalAwsTarget[] {
  const all = [platform.aws, ...Object.values(platform.clusters).map(({ aws }) => aws)];
  return [...new Map(all.map((target) => [`${target.account}/${target.region}`, target])).values()];
}
