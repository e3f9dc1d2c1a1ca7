import { localAwsEnvironment, localAwsStatus } from '@tideway/local-aws';
import { CliError } from '../../cli-error.ts';
import type { CommandResult, Context } from '../../context.ts';
import type { LocalOptions } from './local-options.ts';
import { localFolder } from './where.ts';

/**
 * `tideway local env`: lines for a POSIX shell.
 * @throws CliError `local-aws-not-running`
 */
export async function env(_options: LocalOptions, context: Context): Promise<CommandResult> {
  const status = await localAwsStatus(localFolder(context));
  if (!status.running) {
    throw new CliError({
      code: 'local-aws-not-running',
      message:
        'Local AWS is not running, so there is nothing to point a shell at. Start it with: tideway local up',
    });
  }
  const environment = localAwsEnvironment(status);
  return {
    outcome: 'done',
    data: { environment },
    text: () =>
      [
        // Clients would take the credentials of a profile rather than these.
        'unset AWS_PROFILE AWS_DEFAULT_PROFILE',
        ...Object.entries(environment).map(([name, value]) => `export ${name}=${quote(value)}`),
      ].join('\n'),
  };
}

function quote(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
