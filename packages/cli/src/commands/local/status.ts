import { localAwsStatus } from '@tideway/local-aws';
import type { CommandResult, Context } from '../../context.ts';
import { table } from '../../table.ts';
import type { LocalOptions } from './local-options.ts';
import { describeRunning, localFolder } from './where.ts';

/** `tideway local status` */
export async function status(_options: LocalOptions, context: Context): Promise<CommandResult> {
  const found = await localAwsStatus(localFolder(context));
  if (!found.running) {
    const { unresponsive } = found;
    return {
      outcome: 'done',
      data: {
        running: false,
        stateDirectory: found.stateDirectory,
        ...(unresponsive === undefined ? {} : { unresponsive }),
      },
      text: () =>
        unresponsive === undefined
          ? 'Local AWS is not running. Start it with: tideway local up'
          : `Process ${unresponsive} is local AWS but does not answer. End it with: tideway local down`,
    };
  }
  return {
    outcome: 'done',
    data: describeRunning(found),
    text: () =>
      [
        'Local AWS runs.',
        table([
          ['process', String(found.pid)],
          ['proxy', found.proxyUrl],
          ['certificates', found.caFile],
          ['answers for', found.targets.map(({ account, region }) => `${account}/${region}`).join(', ')],
          ['registry', found.registry ?? 'none: ECR has no images'],
          ['repositories in', found.stateDirectory],
        ]),
      ].join('\n'),
  };
}
