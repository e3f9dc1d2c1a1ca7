import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliverOptions } from './deliver.ts';
import { DeliveryError } from './error.ts';
import { HttpRemote, type Answer } from './http-remote.test.fixture.ts';
import { Playground } from './playground.test.fixture.ts';

const files = { 'a.yaml': 'a: 1\n' };
const secret = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG' };

let remote: Playground;
beforeEach(() => {
  remote = new Playground();
});
afterEach(() => {
  remote.close();
});

/** The one error of a delivery that must fail and must leave the remote alone. */
async function refusal(options: Partial<DeliverOptions> = {}): Promise<DeliveryError> {
  const before = remote.git('for-each-ref');
  const error: unknown = await remote.deliver(files, options).then(
    () => undefined,
    (problem: unknown) => problem,
  );
  expect(error).toBeInstanceOf(DeliveryError);
  expect(remote.git('for-each-ref')).toBe(before);
  const refused = error as DeliveryError;
  expect(refused.message).toMatch(/^[^\n]+\.$/);
  expect(refused.next).toMatch(/^[A-Z].*\.$/);
  expect(JSON.stringify([refused.message, refused.next, refused.cause])).not.toContain(
    secret.secretAccessKey,
  );
  return refused;
}

function at(url: string, environment: Readonly<Record<string, string>> = {}): Partial<DeliverOptions> {
  return { remote: { url, branch: 'main', environment } };
}

/** A folder for PATH in which git is this script. */
function pathWithGit(script: string): string {
  const folder = join(remote.folder, 'bin');
  mkdirSync(folder);
  writeFileSync(join(folder, 'git'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'git'), 0o755);
  return folder;
}

describe('a remote', () => {
  it('that does not exist is told', async () => {
    const { code, message } = await refusal(at(`${remote.folder}/nothing.git`));
    expect(code).toBe('remote-missing');
    expect(message).toContain(`${remote.folder}/nothing.git does not exist`);
  });

  it('that nobody can reach is told', async () => {
    expect(await refusal(at('http://127.0.0.1:1/remote.git'))).toMatchObject({ code: 'network' });
  });

  it('whose proxy nobody can reach is told', async () => {
    const environment = { HTTP_PROXY: 'http://127.0.0.1:1', http_proxy: 'http://127.0.0.1:1' };
    expect(await refusal(at('http://example.invalid/remote.git', environment))).toMatchObject({
      code: 'network',
    });
  });

  it.each([
    ['https://user:password@example.com/r.git', 'carries a password'],
    ['--upload-pack=evil', 'is not a remote'],
    ['', 'is not a remote'],
  ])('with the address %j is refused', async (url, words) => {
    const { code, message } = await refusal(at(url));
    expect(code).toBe('invalid-remote');
    expect(message).toContain(words);
    expect(message).not.toContain('user:password');
  });

  it.each(['-x', 'a..b', 'a b', 'a.lock', 'refs/../x', '', `${'a'.repeat(257)}`, '0'.repeat(40)])(
    'with the branch %j is refused',
    async (branch) => {
      const odd = { remote: { url: remote.url, branch, environment: {} } };
      expect(await refusal(odd)).toMatchObject({ code: 'invalid-remote' });
    },
  );

  it.each(['../other', 'a/b', '', 'x.git', '.'])(
    'with the repository name %j is refused',
    async (repository) => {
      expect(await refusal({ repository })).toMatchObject({ code: 'invalid-remote' });
    },
  );
});

describe('an answer of the server', () => {
  const text = { 'content-type': 'text/plain' };
  const cases: readonly [string, Answer, string][] = [
    [
      '401 for every password',
      { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } },
      'credentials-refused',
    ],
    ['403', { status: 403 }, 'credentials-refused'],
    [
      '403, signature expired',
      { status: 403, headers: text, body: 'Signature expired: it is older than 15 minutes\n' },
      'signature-expired',
    ],
    [
      '403, by a clock of an hour ago',
      { status: 403, headers: { date: new Date(Date.now() - 3_600_000).toUTCString() } },
      'clock-skew',
    ],
    ['404', { status: 404 }, 'remote-missing'],
    ['500', { status: 500 }, 'network'],
  ];
  it.each(cases)('of %s is told', async (_name, answer, code) => {
    const http = await HttpRemote.open(remote, () => answer);
    try {
      const refused = await refusal({
        remote: {
          url: http.url,
          branch: 'main',
          environment: {},
          credentials: () => Promise.resolve(secret),
        },
      });
      expect(refused.code).toBe(code);
      expect(refused.message).not.toMatch(/[0-9]{8}T[0-9]{6}Z/);
    } finally {
      await http.close();
    }
  });

  it('is told when it comes in the middle of a push', async () => {
    const http = await HttpRemote.open(remote, ({ url }) =>
      url?.endsWith('/git-receive-pack') === true ? { status: 503 } : undefined,
    );
    try {
      expect(await refusal(at(http.url))).toMatchObject({ code: 'network' });
    } finally {
      await http.close();
    }
  });
});

describe('a push', () => {
  const hook = (name: string, script: string): void => {
    writeFileSync(join(remote.url, 'hooks', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  };

  it('that a hook declines is refused with its words', async () => {
    hook('pre-receive', 'echo "Freeze until Monday: ask the release team" >&2; exit 1');
    const { code, message } = await refusal();
    expect(code).toBe('push-refused');
    expect(message).toContain('pre-receive hook declined');
    expect(message).toContain('Freeze until Monday: ask the release team');
  });

  it('that a policy denies for this branch is refused, and not tried over and over', async () => {
    hook('update', `echo "$1" >> "${remote.folder}/tried"; test "$1" != refs/heads/main`);
    expect(await refusal()).toMatchObject({ code: 'push-refused' });
    const tried = readFileSync(join(remote.folder, 'tried'), 'utf8').split('\n');
    // Together with the copy of the generator's output, and without it.
    expect(tried.filter((ref) => ref === 'refs/heads/main')).toHaveLength(2);
  });

  it('whose copy of the generator’s output is denied delivers all the same', async () => {
    hook('update', 'test "$1" = refs/heads/main');
    expect(await remote.deliver(files)).toMatchObject({ outcome: 'created' });
    expect(remote.head('tideway/generated')).toBe('');
    expect(await remote.deliver(files)).toMatchObject({ outcome: 'unchanged' });
    expect(await remote.deliver({ 'a.yaml': 'a: 2\n' })).toMatchObject({ outcome: 'updated' });
  });

  it('to a remote that can not move several branches as one delivers both', async () => {
    remote.git('config', 'receive.advertiseAtomic', 'false');
    await remote.deliver(files);
    expect(await remote.deliver({ 'a.yaml': 'a: 2\n' })).toMatchObject({ outcome: 'updated' });
    expect(remote.git('rev-parse', 'main^2').trim()).toBe(remote.head('tideway/generated'));
  });

  it('whose answer gets lost has delivered all the same', async () => {
    await remote.deliver({ 'a.yaml': 'a: 0\n' });
    const http = await HttpRemote.open(remote, ({ url }) =>
      url?.endsWith('/git-receive-pack') === true ? 'cut' : undefined,
    );
    try {
      expect(await remote.deliver(files, at(http.url))).toMatchObject({ outcome: 'updated', pushed: true });
      expect(remote.files()).toEqual(files);
    } finally {
      await http.close();
    }
  });

  it('that somebody else always outruns ends when its time is over, and not before ten attempts', async () => {
    await remote.deliver({ 'a.yaml': 'a: 0\n' });
    const error: unknown = await remote
      .deliver(files, {
        patience: 0,
        onProgress: ({ kind, attempt }) => {
          if (kind === 'pushing') remote.commit({ 'note.md': `${attempt}\n` });
        },
      })
      .catch((problem: unknown) => problem);
    expect(error).toMatchObject({ code: 'contended' });
    expect(remote.files()).toEqual({ 'a.yaml': 'a: 0\n', 'note.md': '10\n' });
  });
});

describe('the machine', () => {
  it('without git is told', async () => {
    expect(await refusal(at(remote.url, { PATH: '/nowhere' }))).toMatchObject({ code: 'git-missing' });
  });

  it('with a git that is too old is told', async () => {
    const PATH = pathWithGit('echo "git version 2.37.7"');
    const { code, message } = await refusal(at(remote.url, { PATH }));
    expect(code).toBe('git-too-old');
    expect(message).toBe('git is too old: git version 2.37.7.');
  });

  it('with a state directory that can not be written is told', async () => {
    const file = join(remote.folder, 'a-file');
    writeFileSync(file, '');
    expect(await refusal({ stateDirectory: join(file, 'state') })).toMatchObject({
      code: 'state-unwritable',
    });
  });

  it('whose disk is full is told, and the delivery is made once there is room', () => {
    const large = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`${index}.bin`, randomBytes(15_000).toString('base64')]),
    );
    const file = join(remote.folder, 'files.json');
    writeFileSync(file, JSON.stringify(large));
    const script = join(import.meta.dirname, 'deliver.test.child.ts');
    const deliverWithin = (blocks: string): string =>
      execFileSync(
        'sh',
        // No file may get larger than this: to git it looks like a full disk.
        [
          '-c',
          `ulimit -f ${blocks}; exec "$@"`,
          'sh',
          process.execPath,
          '--conditions=@tideway/source',
          script,
        ].concat([remote.url, remote.state, file]),
        { encoding: 'utf8' },
      );
    expect(deliverWithin('500').trim().split('\n').at(-1)).toBe('disk-full');
    expect(remote.git('for-each-ref')).toBe('');
    expect(deliverWithin('unlimited').trim().split('\n').at(-1)).toBe('created');
    expect(remote.files()).toEqual(large);
  });

  it('whose git hangs is not waited for once the delivery is stopped', async () => {
    const PATH = `${pathWithGit('case "$*" in *ls-remote*) exec sleep 60;; esac; exec /usr/bin/env -S PATH=/usr/bin:/bin git "$@"')}:/usr/bin:/bin`;
    const signal = AbortSignal.timeout(200);
    const started = performance.now();
    expect(await refusal({ ...at(remote.url, { PATH }), signal })).toMatchObject({ code: 'aborted' });
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
