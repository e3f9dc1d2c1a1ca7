// Brings the help texts in docs/reference/cli.md up to date: node tools/docs/write-cli-reference.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHelp, withHelp } from './cli-help.ts';

const repository = join(import.meta.dirname, '..', '..');
const page = join(repository, 'docs', 'reference', 'cli.md');
writeFileSync(page, withHelp(readFileSync(page, 'utf8'), await readHelp(repository)));
