import { RuleTester } from 'eslint';
import { describe, it } from 'vitest';
import { noAccountOrRegionLiteral } from './no-account-or-region-literal.ts';

RuleTester.describe = describe;
RuleTester.it = it;

new RuleTester().run('no-account-or-region-literal', noAccountOrRegionLiteral, {
  valid: [
    'const url = `https://git-codecommit.${platform.aws.region}.amazonaws.com`',
    // Numbers that only look alike: longer, shorter, inside of a word, or no text at all.
    "const digits = '1111222233334'",
    "const digits = '11112222333'",
    "const id = 'i-111122223333'",
    'const milliseconds = 111122223333',
    "const words = 'south-east-1 of here'",
    "const name = 'my-us-west-2-thing'",
    '// us-west-2',
  ],
  invalid: [
    ["const a = '111122223333'", 'account', '111122223333'],
    ["const a = 'arn:aws:iam::111122223333:role/x'", 'account', '111122223333'],
    ["const r = 'us-west-2'", 'region', 'us-west-2'],
    ["const r = 'https://sts.ap-southeast-1.amazonaws.com'", 'region', 'ap-southeast-1'],
    ['const r = `${x}.us-gov-east-1.${y}`', 'region', 'us-gov-east-1'],
    ["fetch('eu-central-1')", 'region', 'eu-central-1'],
  ].map(([code = '', kind = '', value = '']) => ({
    code,
    errors: [{ messageId: 'literal', data: { kind, value } }],
  })),
});
