import type { Command } from './command.ts';
import { catalog } from './commands/catalog/command.ts';
import { completion } from './commands/completion/command.ts';
import { doctor } from './commands/doctor/command.ts';
import { drift } from './commands/drift/command.ts';
import { generate } from './commands/generate/command.ts';
import { localCommands } from './commands/local/command.ts';
import { pull } from './commands/pull/command.ts';
import { rehearse } from './commands/rehearse/command.ts';
import { start } from './commands/start/command.ts';
import { sync } from './commands/sync/command.ts';
import { validate } from './commands/validate/command.ts';

/** A command, or a name with commands below it. */
export type CommandEntry =
  Command | { readonly group: string; readonly summary: string; readonly commands: readonly Command[] };

/** All commands, in the order in which `--help` lists them. */
export const commands: readonly CommandEntry[] = [
  start,
  generate,
  validate,
  sync,
  drift,
  pull,
  rehearse,
  catalog,
  doctor,
  {
    group: 'local',
    summary: 'Run CodeCommit, CodeBuild, ECR and STS on this machine',
    commands: localCommands,
  },
  completion,
];
