import { readdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from '../world/world.ts';
import type { Command } from './command.ts';

/** A machine forgets what it remembers, or its mirror breaks. */
export function lose(world: World, { machine, what }: Command & { readonly do: 'lose' }): Promise<void> {
  const folder = world.machines.stateDirectory(machine);
  world.diary.note(`${machine} loses ${what}`);
  if (what === 'everything') rmSync(folder, { recursive: true, force: true });
  if (what === 'mirror') rmSync(join(folder, 'mirrors'), { recursive: true, force: true });
  if (what === 'state') rmSync(join(folder, 'deliveries'), { recursive: true, force: true });
  if (what === 'objects') for (const pack of packsBelow(folder)) truncateSync(pack, 100);
  return Promise.resolve();
}

function packsBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.pack'))
      .map((path) => join(folder, path));
  } catch {
    // It never delivered.
    return [];
  }
}
