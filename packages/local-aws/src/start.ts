import type { LocalAws, LocalAwsOptions } from './options.ts';

/**
 * Starts local AWS in this process, on free ports of loopback. State stays in the state directory; more than one
 * program may use it at the same time.
 *
 * @throws LocalAwsError if the targets or subscribers are wrong, or the state directory can't be used.
 */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  // Most commands find a daemon that runs, and need nothing of the server.
  const { startServer } = await import('./server.ts');
  return startServer(options);
}
