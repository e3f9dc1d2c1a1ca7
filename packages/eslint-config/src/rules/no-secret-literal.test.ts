import { RuleTester } from 'eslint';
import { describe, it } from 'vitest';
import { noSecretLiteral } from './no-secret-literal.ts';

RuleTester.describe = describe;
RuleTester.it = it;

// Put together here, so that no scanner takes this file for a leak.
const accessKey = 'AKIA' + 'ABCDEFGHIJKLMNOP';
const secrets: readonly (readonly [kind: string, text: string])[] = [
  ['an AWS access key', accessKey],
  ['an AWS access key', `id=${accessKey};`],
  ['a private key', '-----BEGIN RSA ' + 'PRIVATE KEY-----'],
  ['a private key', '-----BEGIN ' + 'PRIVATE KEY-----'],
  ['a GitHub token', 'ghp_' + 'a'.repeat(36)],
  ['a GitHub token', 'github_pat_' + 'a'.repeat(50)],
  ['a Slack token', 'xoxb-' + '1234567890'],
  ['an npm token', 'npm_' + 'a'.repeat(36)],
  ['a JSON web token', 'eyJ' + 'hbGciOiJI.eyJ' + 'zdWIiOiIx.c2lnbmF0dXJl'],
  ['an address with a password', 'amqp://guest:' + 'guest@rabbitmq:5672'],
];

new RuleTester().run('no-secret-literal', noSecretLiteral, {
  valid: [
    "const account = '111122223333'",
    "const address = 'https://example.org:8443/a@b'",
    "const user = 'ssh://git@example.org:22/x'",
    "const name = 'arn:aws:secretsmanager:us-west-2:111122223333:secret:db'",
    "const short = 'AKIA1234'",
    "const publicKey = '-----BEGIN PUBLIC KEY-----'",
    '`amqp://${user}:${password}@rabbitmq`',
  ],
  invalid: secrets.flatMap(([kind, text]) =>
    [`x('${text}')`, `x(\`${text}\`)`].map((code) => ({
      code,
      errors: [{ messageId: 'secret', data: { kind } }],
    })),
  ),
});
