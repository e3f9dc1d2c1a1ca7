import { readFile } from 'node:fs/promises';
import { replaceFile } from '../state/atomic-file.ts';
import type { StateDirectory } from '../state/state-directory.ts';
import { stateDirectory } from '../state/state-directory.ts';
import type { EventSubscriber } from './subscriber.ts';
import { checkSubscriber } from './subscriber.ts';

/** Subscribers that a state directory remembers. */
export async function subscribersOf(state: StateDirectory): Promise<readonly EventSubscriber[]> {
  const text = await readFile(state.subscribers, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]';
    throw error;
  });
  const subscribers = JSON.parse(text) as readonly EventSubscriber[];
  subscribers.forEach(checkSubscriber);
  return subscribers;
}

/**
 * Remembers subscribers for push events in place of those before; holds at once, for a daemon that runs as well.
 *
 * @throws LocalAwsError if an address is not on loopback.
 */
export async function setLocalAwsSubscribers(
  path: string,
  subscribers: readonly EventSubscriber[],
): Promise<void> {
  subscribers.forEach(checkSubscriber);
  const content = `${JSON.stringify(subscribers, undefined, 2)}\n`;
  await replaceFile({ path: stateDirectory(path).subscribers, content });
}
