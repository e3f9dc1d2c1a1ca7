import { createServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { FreePorts } from './free-ports.ts';

test('ports that are taken are passed over, and none is given twice', async () => {
  const first = await new FreePorts().take();
  const server = createServer().listen(first, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  expect((server.address() as AddressInfo).port).toBe(first);
  const ports = new FreePorts();
  const taken = [await ports.take(), await ports.take(), await ports.take()];
  expect(taken).not.toContain(first);
  expect(new Set(taken).size).toBe(3);
});
