import { defineCommand } from '../../command.ts';
import { parseRemote } from '../../remote/remote-name.ts';
import type { DoctorOptions } from './doctor.ts';

/** `tideway doctor` */
export const doctor = defineCommand<DoctorOptions>({
  name: 'doctor',
  summary: 'Look at what Tideway lives on, and say how to mend what is wrong',
  examples: [
    ['tideway doctor', 'this machine and the model'],
    ['tideway doctor --remote aws', 'and credentials, region, CodeCommit and the clock'],
    ['tideway doctor --all', 'what only some commands need counts too'],
  ],
  declare: (command) =>
    void command
      .option('--platform <file>', 'the model')
      .option('--remote <name>', 'local or aws (default: TIDEWAY_REMOTE, else local)', parseRemote)
      .option('--all', 'what only some commands need counts as needed'),
  options: (_args, flags) => ({
    platform: flags['platform'] as string | undefined,
    remote: flags['remote'] as DoctorOptions['remote'],
    all: flags['all'] === true,
  }),
  run: async (options, context) => (await import('./doctor.ts')).doctor(options, context),
});
