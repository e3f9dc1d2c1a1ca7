import { createHash, createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeCommitPassword } from './credentials.ts';
import { HttpRemote } from './http-remote.test.fixture.ts';
import { Playground } from './playground.test.fixture.ts';

const credentials = {
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  sessionToken: 'IQoJb3JpZ2luX2VjEXAMPLE==',
};
const url = 'https://git-codecommit.us-west-2.amazonaws.com/v1/repos/flux-repo';

/** Signature Version 4 by hand, as the service checks it. */
function signature(time: string, region: string, host: string, path: string): string {
  const hmac = (key: string | Buffer, text: string): Buffer =>
    createHmac('sha256', key).update(text).digest();
  const date = time.slice(0, 8);
  const request = createHash('sha256').update(`GIT\n${path}\n\nhost:${host}\n\nhost\n`).digest('hex');
  const key = [region, 'codecommit', 'aws4_request'].reduce(
    hmac,
    hmac(`AWS4${credentials.secretAccessKey}`, date),
  );
  return hmac(
    key,
    `AWS4-HMAC-SHA256\n${time}\n${date}/${region}/codecommit/aws4_request\n${request}`,
  ).toString('hex');
}

describe('the password for CodeCommit', () => {
  it('is a signature over the pseudo-request GIT', async () => {
    const date = new Date('2026-11-23T06:55:01.789Z');
    expect(await codeCommitPassword({ url, credentials, date })).toEqual({
      username: `${credentials.accessKeyId}%${credentials.sessionToken}`,
      password: `20261123T065501Z${signature('20261123T065501', 'us-west-2', 'git-codecommit.us-west-2.amazonaws.com', '/v1/repos/flux-repo')}`,
    });
  });

  it('needs no session', async () => {
    const { accessKeyId, secretAccessKey } = credentials;
    const { username } = await codeCommitPassword({ url, credentials: { accessKeyId, secretAccessKey } });
    expect(username).toBe(accessKeyId);
  });

  it.each([
    ['git-codecommit-fips.us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
    ['git-codecommit.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
  ])('is for the region of %s', async (host, region) => {
    const date = new Date('2026-11-23T06:55:01Z');
    const { password } = await codeCommitPassword({ url: `https://${host}/v1/repos/r`, credentials, date });
    expect(password).toBe(`20261123T065501Z${signature('20261123T065501', region, host, '/v1/repos/r')}`);
  });
});

describe('a delivery with a password', () => {
  let remote: Playground;
  beforeEach(() => {
    remote = new Playground();
  });
  afterEach(() => {
    remote.close();
  });

  it('gives it to the server and to nobody else', async () => {
    const seen = new Set<string>();
    const leaks: string[] = [];
    const http = await HttpRemote.open(remote, ({ headers }) => {
      const [, encoded = ''] = (headers.authorization ?? '').split(' ');
      const [username = '', password = ''] = Buffer.from(encoded, 'base64').toString().split(':');
      leaks.push(...leaksIn([credentials.secretAccessKey, credentials.sessionToken, password]));
      const [time = '', signed] = password.split('Z');
      const right =
        username === `${credentials.accessKeyId}%${credentials.sessionToken}` &&
        signed === signature(time, 'us-east-1', '127.0.0.1', '/remote.git');
      if (!right) return { status: 401, headers: { 'www-authenticate': 'Basic realm="git"' } };
      seen.add(password);
      return undefined;
    });
    try {
      const named = {
        url: http.url,
        branch: 'main',
        environment: {},
        credentials: () => Promise.resolve(credentials),
      };
      expect(await remote.deliver({ 'a.yaml': 'a: 1\n' }, { remote: named })).toMatchObject({
        outcome: 'created',
      });
      remote.commit({ 'b.yaml': 'b: 1\n' });
      expect(await remote.deliver({ 'a.yaml': 'a: 2\n' }, { remote: named })).toMatchObject({
        outcome: 'updated',
      });
    } finally {
      await http.close();
    }
    expect(seen.size).toBeGreaterThan(0);
    expect(leaks).toEqual([]);
    for (const password of [...seen, credentials.secretAccessKey, credentials.sessionToken]) {
      expect(filesWith(remote.state, password)).toEqual([]);
    }
  });

  it('fails with the provider’s own words when there are no credentials', async () => {
    const http = await HttpRemote.open(remote, () => ({
      status: 401,
      headers: { 'www-authenticate': 'Basic realm="git"' },
    }));
    try {
      const noCredentials = (): Promise<never> =>
        Promise.reject(new Error('Could not load credentials from any providers'));
      const named = { url: http.url, branch: 'main', environment: {}, credentials: noCredentials };
      await expect(remote.deliver({ 'a.yaml': 'a: 1\n' }, { remote: named })).rejects.toMatchObject({
        code: 'credentials-refused',
        message: expect.stringContaining('Could not load credentials from any providers') as string,
      });
    } finally {
      await http.close();
    }
  });
});

/** Git processes in whose arguments or environment one of these texts stands. */
function leaksIn(texts: readonly string[]): readonly string[] {
  if (!existsSync('/proc/self/environ')) return [];
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    return ['cmdline', 'environ'].flatMap((file) => {
      try {
        const content = readFileSync(`/proc/${pid}/${file}`, 'latin1');
        const about = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
        return texts.some((text) => text !== '' && content.includes(text)) ? [`${file} of ${about}`] : [];
      } catch {
        return [];
      }
    });
  });
}

/** Files below a folder that hold a text. */
function filesWith(folder: string, text: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && readFileSync(`${entry.parentPath}/${entry.name}`, 'latin1').includes(text),
    )
    .map(({ name }) => name);
}
