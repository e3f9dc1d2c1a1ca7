import { checkTargets } from './aws/target.ts';
import { localAwsStatus } from './daemon/status.ts';
import { localAwsEnvironment } from './environment.ts';
import { localResources } from './local-resources.ts';
import type { LocalAwsConnection, LocalAwsOptions } from './options.ts';
import { startLocalAws } from './start.ts';
import { stateDirectory } from './state/state-directory.ts';

/**
 * Uses the daemon of the state directory if it runs and answers for all the targets, else starts local AWS in this
 * process for as long as the connection lasts. Either way the repositories are the same.
 *
 * @throws LocalAwsError as `startLocalAws` does.
 */
export async function connectLocalAws(options: LocalAwsOptions): Promise<LocalAwsConnection> {
  const [target, ...others] = checkTargets(options.targets);
  const status = await localAwsStatus(options.stateDirectory);
  if (!status.running) return await startLocalAws(options);
  const isServed = ({ account, region }: typeof target) =>
    status.targets.some((served) => served.account === account && served.region === region);
  // The daemon's credentials belong to the account of its first target.
  const fits = [target, ...others].every(isServed) && status.targets[0].account === target.account;
  if (!fits || (options.registry && options.registry !== status.registry))
    return await startLocalAws(options);
  const { proxyUrl, caFile, credentials } = status;
  return {
    environment: localAwsEnvironment({ proxyUrl, caFile, credentials, targets: [target, ...others] }),
    proxyUrl,
    caFile,
    credentials,
    ...localResources(stateDirectory(options.stateDirectory), target),
    close: () => Promise.resolve(),
  };
}
