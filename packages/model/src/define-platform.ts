import { deepFreeze } from './deep-freeze.ts';
import { parseInput } from './parse-input.ts';
import type { PlatformInput } from './platform-input.ts';
import type { Platform } from './platform.ts';
import { PlatformError } from './problem.ts';
import { resolvePlatform } from './resolve/resolve-platform.ts';
import { problemsOf } from './rules/rules.ts';
import { platformSchema } from './schema/platform-schema.ts';
import { standIn } from './stand-ins.ts';

/**
 * Describes a whole platform: validated, every default filled in, frozen.
 * Names that refer to nothing do not compile; at run time every problem is reported at once.
 * @throws {PlatformError} with every problem of the input
 */
export function definePlatform<const Environments extends string, const Controllers extends string, Tenants>(
  input: PlatformInput<Environments, Controllers, Tenants>,
): Platform {
  const { output, problems, broken } = parseInput(platformSchema, input, standIn);
  if (!output) throw new PlatformError(problems);
  const platform = resolvePlatform(output);
  const all = [...problems, ...problemsOf({ input, parsed: output, platform, broken })];
  if (all.length > 0) throw new PlatformError(all);
  return deepFreeze(platform);
}
