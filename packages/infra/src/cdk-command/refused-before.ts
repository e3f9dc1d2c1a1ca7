import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { askedAddons, type AskedAddon } from './asked-addons.ts';
import { hasCredentials } from './has-credentials.ts';

/**
 * Why a deployment of clusters would fail at their add-ons, a sentence each: CloudFormation finds out only when it has
 * made the control plane. Nothing for other commands, other stacks, and where there are no credentials to ask with.
 */
export async function refusedBefore(args: readonly string[]): Promise<readonly string[]> {
  const assembly = args[args.indexOf('--app') + 1] ?? '';
  if (args[0] !== 'deploy' || !existsSync(join(assembly, 'manifest.json'))) return [];
  const asked = chosen(askedAddons(assembly), args);
  if (asked.length === 0 || !(await hasCredentials())) return [];
  // The client is loaded by those only who need it.
  const { refusedAddons } = await import('./refused-addons.ts');
  return await refusedAddons(asked);
}

/** The add-ons of stacks that are named, or of all where a pattern may name them. */
function chosen(addons: readonly AskedAddon[], args: readonly string[]): readonly AskedAddon[] {
  const patterns = args.some((word) => word === '--all' || /[*?]/.test(word));
  return patterns ? addons : addons.filter(({ stack }) => args.includes(stack));
}
