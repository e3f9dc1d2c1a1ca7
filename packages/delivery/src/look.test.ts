import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HttpRemote, type Answer } from './http-remote.test.fixture.ts';
import { lookAt, lookByGit, type Connection } from './look.ts';
import { lookOverHttp } from './look-over-http.ts';
import { Playground } from './playground.test.fixture.ts';

let playground: Playground;
let http: HttpRemote;
let asked: IncomingMessage[];
let gate: (request: IncomingMessage) => Answer | 'cut' | undefined;

beforeEach(async () => {
  playground = new Playground();
  asked = [];
  gate = () => undefined;
  http = await HttpRemote.open(playground, (request) => {
    asked.push(request);
    return gate(request);
  });
});
afterEach(async () => {
  await http.close();
  playground.close();
});

function connection(extra: Partial<Connection> = {}): Connection {
  return {
    remote: { url: http.url, branch: 'main', environment: {} },
    mirror: `${playground.folder}/mirror.git`,
    ...extra,
  };
}

describe('a look at a remote over HTTP', () => {
  it.each([
    ['an empty repository', []],
    ['one branch', ['main']],
    ['several branches', ['main', 'tideway/generated', 'topic/one']],
    ['a repository without the branch that HEAD names', ['other']],
  ])('sees in %s what git sees, in one request', async (_, branches) => {
    for (const branch of branches) playground.commit({ 'a.yaml': `${branch}\n` }, { branch });
    const seen = await lookOverHttp(connection());
    expect(asked).toHaveLength(1);
    expect(seen?.heads).toEqual((await lookByGit(connection())).heads);
    expect([...(seen?.heads.keys() ?? [])].sort()).toEqual([...branches].sort());
  });

  it('needs no git', async () => {
    const commit = playground.commit({ 'a.yaml': 'a: 1\n' });
    const remote = { url: http.url, branch: 'main', environment: { PATH: '/nowhere' } };
    await expect(lookByGit(connection({ remote }))).rejects.toMatchObject({ code: 'git-missing' });
    expect((await lookAt(connection({ remote }))).heads).toEqual(new Map([['main', commit]]));
  });

  it('gives the password with its first request, as git would', async () => {
    playground.commit({ 'a.yaml': 'a: 1\n' });
    const credential = () => Promise.resolve('username=ada%token\npassword=20261125T000000Zabc=\n');
    await lookOverHttp(connection({ credential }));
    expect(asked.map(({ headers }) => headers.authorization)).toEqual([
      `Basic ${Buffer.from('ada%token:20261125T000000Zabc=').toString('base64')}`,
    ]);
  });

  it('does not follow a remote that sends it elsewhere: the password is for this one only', async () => {
    gate = () => ({ status: 302, headers: { location: 'http://127.0.0.1:1/other' } });
    const credential = () => Promise.resolve('username=ada\npassword=secret\n');
    expect(await lookOverHttp(connection({ credential }))).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  it('leaves it to git to say what is wrong', async () => {
    gate = () => ({ status: 403 });
    await expect(lookAt(connection())).rejects.toMatchObject({ code: 'credentials-refused' });
    expect(asked.length).toBeGreaterThan(1);
  });

  it.each(['GIT_SSL_NO_VERIFY', 'GIT_SSL_CERT', 'GIT_PROXY_SSL_CAINFO'])(
    'leaves it to git where %s is set',
    async (name) => {
      const environment = { [name]: '1' };
      const remote = { url: http.url, branch: 'main', environment };
      expect(await lookOverHttp(connection({ remote }))).toBeUndefined();
      expect(asked).toHaveLength(0);
    },
  );
});
