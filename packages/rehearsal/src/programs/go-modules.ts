import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Folder with the Go modules that pin the programs of a rehearsal. In Tideway's repository they are in `tools/go`; a
 * release brings a copy of them.
 */
export function goModules(here: string = import.meta.dirname): string {
  const inRepository = join(here, '..', '..', '..', '..', 'tools', 'go');
  return existsSync(join(inRepository, 'kubernetes', 'go.mod')) ? inRepository : join(here, '..', 'go');
}
