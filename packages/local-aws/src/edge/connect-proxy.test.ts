import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { httpsRequest } from '../testing/https-client.ts';
import { shareLocalAws } from '../testing/start-for-test.ts';

const shared = shareLocalAws();

/** What the proxy answers to raw bytes. */
async function send(request: string): Promise<string> {
  const socket = connect(Number(new URL(shared().aws.proxyUrl).port), '127.0.0.1');
  socket.write(request);
  return await text(socket);
}

test.each([
  'example.com:443',
  'git-codecommit.eu-west-1.amazonaws.com:443',
  'git-codecommit.us-west-2.amazonaws.com:80',
  'git-codecommit.us-west-2.amazonaws.com.example.com:443',
  '169.254.169.254:443',
  '127.0.0.1:22',
])('nothing leaves the machine: %s is refused with a sentence', async (target) => {
  const answer = await send(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
  expect(answer).toContain(`Local AWS does not pass on requests to "${target}"`);
  expect(shared().log).toContainEqual({ type: 'refused', host: target });
});

test('plain http through the proxy is refused as well', async () => {
  const answer = await send(
    'GET http://example.com/ HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n',
  );
  expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  expect(answer).toContain('does not pass on requests to "example.com"');
});

test('the certificate holds for every served name, and a wrong Host inside is refused', async () => {
  const { aws } = shared();
  const hosts = ['git-codecommit', 'codecommit', 'api.ecr', 'sts', '111122223333.dkr.ecr'];
  for (const host of hosts) {
    const { status } = await httpsRequest(aws, `https://${host}.us-west-2.amazonaws.com/nothing`);
    expect(status).toBeGreaterThanOrEqual(400);
  }
  const wrong = await httpsRequest(aws, 'https://sts.amazonaws.com/', { headers: { host: 'example.com' } });
  expect(wrong.status).toBe(421);
});

test('the proxy says whose it is', async () => {
  const answer = await send('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({
    service: 'Tideway local AWS',
    pid: process.pid,
  });
});
