import type { IncomingMessage, ServerResponse } from 'node:http';
import { handOn } from './hand-on.ts';
import type { OciRegistry } from './oci-registry.ts';
import { refuse } from './registry-error.ts';

/** Answers in the name of a registry of others: anybody may read, nobody may write. */
export async function handleOtherRegistry(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  registry: OciRegistry,
  host: string,
): Promise<void> {
  if (incoming.method !== 'GET' && incoming.method !== 'HEAD')
    return refuse(outgoing, 405, 'UNSUPPORTED', `Local AWS answers for ${host} for reading only.`);
  try {
    await handOn(incoming, outgoing, registry, host);
  } catch (error) {
    if (outgoing.headersSent || outgoing.destroyed) return void outgoing.destroy();
    return refuse(outgoing, 502, 'UNAVAILABLE', error instanceof Error ? error.message : String(error));
  }
}
