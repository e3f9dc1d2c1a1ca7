import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Violation } from '../oracle/violation.ts';

// Locks, and files that were to be renamed into place. What was rendered stays in no way: each rendering has a new folder.
const unfinished = /\.lock(?:\.|$)|\.new$|\.break$/;

/** Checks that nothing unfinished is in a state directory while no sync runs. */
export function leftBehind(stateDirectory: string): readonly Violation[] {
  return readdirSync(stateDirectory, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(stateDirectory.length + 1))
    .filter((path) => !path.startsWith('aws/') && !path.startsWith('bin/') && unfinished.test(path))
    .map((path) => ({
      rule: 'left-behind',
      where: path,
      detail: 'a killed sync left it, and the next one did not clear it away',
    }));
}
