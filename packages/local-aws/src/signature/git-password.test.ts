import { Sha256 } from '@aws-crypto/sha256-js';
import { createScope, getSigningKey } from '@smithy/signature-v4';
import { expect, test } from 'vitest';
import type { KeyRing } from '../credentials/caller.ts';
import { issueSession } from '../credentials/session-credentials.ts';
import { checkGitLogin, gitPassword } from './git-password.ts';
import { formatTime } from './signing-time.ts';

const HOST = 'git-codecommit.us-west-2.amazonaws.com';
const NOW = Date.UTC(2026, 10, 23, 7, 0, 0);
const credentials = { accessKeyId: 'AKIALOCALAWSABCDEFGH', secretAccessKey: 'a secret key' };
const ring: KeyRing = { credentials, account: '111122223333', region: 'us-west-2' };
const address = { region: 'us-west-2', host: HOST, path: '/v1/repos/flux-repo' };

/** The password by AWS's own primitives, as git-remote-codecommit composes it. */
async function reference(secretAccessKey: string, time: string, path = address.path): Promise<string> {
  const date = time.slice(0, 8);
  const hash = async (text: string, key?: Uint8Array) => {
    const sha = key ? new Sha256(key) : new Sha256();
    sha.update(text);
    return Buffer.from(await sha.digest());
  };
  const canonical = await hash(`GIT\n${path}\n\nhost:${HOST}\n\nhost\n`);
  const scope = createScope(date, 'us-west-2', 'codecommit');
  const key = await getSigningKey(
    Sha256,
    { accessKeyId: 'any', secretAccessKey },
    date,
    'us-west-2',
    'codecommit',
  );
  const signed = await hash(`AWS4-HMAC-SHA256\n${time}\n${scope}\n${canonical.toString('hex')}`, key);
  return `${time}Z${signed.toString('hex')}`;
}

test("the password is the one that AWS's primitives make", async () => {
  const time = formatTime(NOW);
  const { secretAccessKey } = credentials;
  expect(gitPassword({ ...address, secretAccessKey, time })).toBe(await reference(secretAccessKey, time));
});

test('a login with it is the user of the account', async () => {
  const password = await reference(credentials.secretAccessKey, formatTime(NOW));
  const caller = checkGitLogin(ring, { ...address, user: credentials.accessKeyId, password }, NOW);
  expect(caller).toMatchObject({ account: '111122223333', arn: 'arn:aws:iam::111122223333:user/local' });
});

test('a password for the address with a slash at its end is taken as well', async () => {
  const password = await reference(credentials.secretAccessKey, formatTime(NOW), `${address.path}/`);
  expect(checkGitLogin(ring, { ...address, user: credentials.accessKeyId, password }, NOW)).toHaveProperty(
    'arn',
  );
});

test('a session logs in with its token behind the key', async () => {
  const expires = NOW / 1000 + 900;
  const session = issueSession(credentials, {
    account: '444455556666',
    role: 'robot',
    name: 'flux',
    expires,
  });
  const password = await reference(session.secretAccessKey, formatTime(NOW));
  const login = { ...address, user: `${session.accessKeyId}%${session.sessionToken}`, password };
  const arn = 'arn:aws:sts::444455556666:assumed-role/robot/flux';
  expect(checkGitLogin(ring, login, NOW)).toMatchObject({ account: '444455556666', arn });
  expect(checkGitLogin(ring, login, expires * 1000)).toBe('expired-token');
  expect(checkGitLogin(ring, { ...login, user: `${login.user}x` }, NOW)).toBe('bad-token');
  expect(checkGitLogin(ring, { ...login, user: session.accessKeyId }, NOW)).toBe('unknown-key');
});

test.each([
  ['20261323T070000', 'malformed'],
  ['20261123T064459', 'expired'],
  ['20261123T064500', 'signature'],
  ['20261123T071500', 'signature'],
  ['20261123T071501', 'not-yet-valid'],
])('made at %s and used at 07:00:00 it is %s', (time, problem) => {
  const password = `${time}Z${'0'.repeat(64)}`;
  expect(checkGitLogin(ring, { ...address, user: credentials.accessKeyId, password }, NOW)).toBe(problem);
});
