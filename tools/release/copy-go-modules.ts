// prepack of packages/rehearsal: puts the Go modules that pin its programs into the package in whose folder it runs.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const to = join(process.cwd(), 'go');
rmSync(to, { recursive: true, force: true });
cpSync(join(import.meta.dirname, '..', 'go'), to, { recursive: true });
