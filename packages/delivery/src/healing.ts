import { DeliveryError } from './error.ts';
import { MirrorBroken, openMirror, removeMirror } from './mirror.ts';

/**
 * Works in a mirror; if that turns out to be broken, once more in a fresh one.
 *
 * @throws {DeliveryError} `git-failed` when a fresh one does not help
 */
export async function healing<T>(mirror: string, work: () => Promise<T>): Promise<T> {
  await openMirror(mirror);
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof MirrorBroken)) throw error;
    await removeMirror(mirror);
    await openMirror(mirror);
    return work().catch((again: unknown) => {
      throw again instanceof MirrorBroken ? hopeless(again) : again;
    });
  }
}

function hopeless(cause: MirrorBroken): DeliveryError {
  return new DeliveryError({
    code: 'git-failed',
    message: `git can't work in the mirror, not even in a fresh one: ${cause.message}.`,
    next: 'See what git says, and check the disk.',
    cause,
  });
}
