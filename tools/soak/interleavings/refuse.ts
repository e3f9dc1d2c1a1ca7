import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DeliveryError } from '@tideway/delivery';
import { Violated } from '../oracle/violation.ts';
import type { World } from '../world/world.ts';
import type { Machine } from './command.ts';
import { delivered } from './delivered.ts';

const words = 'Deployments rest until Monday.';

/** The remote refuses every push by a hook: it stays as it was, and the hook's words are handed on. */
export async function refuse(world: World, machine: Machine): Promise<void> {
  const hook = join(world.bare.folder, 'hooks', 'pre-receive');
  const before = world.bare.head();
  await writeFile(hook, `#!/bin/sh\necho '${words}' >&2\nexit 1\n`);
  await chmod(hook, 0o755);
  let refusal: unknown;
  try {
    await world.sync({ machine });
  } catch (error) {
    refusal = error;
  } finally {
    await rm(hook, { force: true });
  }
  const problems: string[] = [];
  if (world.bare.head() !== before) problems.push('the branch was moved');
  const told = refusal instanceof DeliveryError ? `${refusal.code}: ${refusal.message}` : String(refusal);
  const rooted = refusal instanceof DeliveryError && refusal.code === 'root-does-not-render';
  if (refusal !== undefined && !rooted && !(told.startsWith('push-refused') && told.includes(words))) {
    problems.push(`the hook said "${words}", and the delivery ${told}`);
  }
  world.diary.note(`${machine} syncs, and the remote refuses: ${told}`);
  if (problems.length > 0) {
    throw new Violated([{ rule: 'refused-but-changed', where: 'main', detail: problems.join('; ') }]);
  }
  await delivered(world, { machine });
  await world.ledger.catchUp();
}
