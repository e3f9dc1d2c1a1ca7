import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the template keeps what it made last. */
export const ledgerFile = '.projen/tideway.json';

/**
 * What the template made last: how a later run tells a file that somebody edited from one that is merely old, and an
 * entry of package.json that it once added from one of the team's.
 */
export interface Ledger {
  /** SHA-256 of each file that the template owns, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Paths of the files that were written once and are the team's: one that is gone was deleted on purpose. */
  readonly once: readonly string[];
  /** Names in each section of package.json that the template owns. */
  readonly manifest: Readonly<Record<string, readonly string[]>>;
}

/** Reads the ledger of a repository; an empty one where there is none. */
export function readLedger(root: string): Ledger {
  const file = join(root, ledgerFile);
  if (!existsSync(file)) return { files: {}, once: [], manifest: {} };
  return JSON.parse(readFileSync(file, 'utf8')) as Ledger;
}

/** Text of a ledger, the same for the same facts. */
export function renderLedger(ledger: Ledger): string {
  const sorted = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ files: sorted(ledger.files), once: [...ledger.once].sort(), manifest: sorted(ledger.manifest) }, null, 2)}\n`;
}

/** SHA-256 of a text, in hex. */
export function digest(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
