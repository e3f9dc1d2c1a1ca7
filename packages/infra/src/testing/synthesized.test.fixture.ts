import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Platform } from '@tideway/model';
import { PlatformApp } from '../platform-app.ts';

/** A synthesized app, and the folder with its templates. */
export interface Synthesized {
  readonly app: PlatformApp;
  readonly outdir: string;
}

const all = new Map<Platform, Synthesized>();
// No test file is known to be the last one, and Vitest ends its workers with this signal.
process.once('SIGTERM', () => process.exit());

/**
 * The app of a platform as its model alone makes it. Synthesis takes longer than what is asked of it: the tests of this room
 * share one, and only read it. A test that changes an app makes its own.
 */
export function synthesized(platform: Platform): Synthesized {
  const known = all.get(platform);
  if (known !== undefined) return known;
  const outdir = mkdtempSync(join(tmpdir(), 'tideway infra '));
  process.once('exit', () => rmSync(outdir, { recursive: true, force: true }));
  const app = new PlatformApp(platform, { outdir });
  app.synth();
  const made = { app, outdir };
  all.set(platform, made);
  return made;
}
