import { gitCredential } from './credentials.ts';
import type { Folders } from './folders.ts';
import type { Connection } from './look.ts';
import type { Remote } from './remote.ts';

/** Everything that it takes to talk to a remote. */
export function connect(remote: Remote, folders: Folders, signal: AbortSignal | undefined): Connection {
  return {
    remote,
    mirror: folders.mirror,
    ...(remote.credentials && { credential: gitCredential(remote.url, remote.credentials) }),
    ...(signal && { signal }),
  };
}
