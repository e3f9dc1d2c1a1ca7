import { once } from 'node:events';

/**
 * Bytes that a process of Node.js holds in its heap after a full collection of garbage, asked through its inspector
 * (`node --inspect`), so that the process itself needs nothing for it.
 *
 * @param said what it wrote, with the inspector's address
 */
export async function heapAfterCollection(said: string): Promise<number> {
  const address = /Debugger listening on (ws:\/\/\S+)/.exec(said)?.[1];
  if (address === undefined) throw new Error(`No inspector listens:\n${said.slice(0, 1_000)}`);
  const socket = new WebSocket(address);
  await once(socket, 'open');
  let last = 0;
  const ask = async (method: string): Promise<unknown> => {
    last += 1;
    const id = last;
    socket.send(JSON.stringify({ id, method }));
    for (;;) {
      const [event] = (await once(socket, 'message')) as [{ readonly data: string }];
      const answer = JSON.parse(event.data) as { readonly id?: number; readonly result?: unknown };
      if (answer.id === id) return answer.result;
    }
  };
  try {
    await ask('HeapProfiler.collectGarbage');
    return ((await ask('Runtime.getHeapUsage')) as { readonly usedSize: number }).usedSize;
  } finally {
    socket.close();
  }
}
