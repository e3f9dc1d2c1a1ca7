import { expect, test } from 'vitest';
import { problemsWith } from '../small-shop.testing.ts';

const ADVICE = "looks like a secret, and this file is in Git: use fromSecret('<secret>', '<key>')";

test.each([
  ['MYSQL_ROOT_PASSWORD', 'hunter2'],
  ['session_secret', 'hunter2'],
  ['GITHUB_TOKEN', 'hunter2'],
  ['AWS_SECRET_ACCESS_KEY', 'hunter2'],
  ['API_KEY', 'hunter2'],
  ['DATABASE', 'postgres://user:hunter2@db/shop'],
  ['ANYTHING', 'AKIAIOSFODNN7EXAMPLE'],
  ['PEM', '-----BEGIN RSA PRIVATE KEY-----\nhunter2'],
])('%s=%s is refused and not repeated', (name, value) => {
  const problems = problemsWith({ 'tenants.shop.services.db.env': { [name]: value } });
  expect(problems).toEqual([`tenants.shop.services.db.env.${name}: ${ADVICE}`]);
});

test.each([
  ['PASSWORD_FILE', '/run/secrets/password'],
  ['TOKEN_URL', 'https://example.com/token'],
  ['SECRET_NAME', 'web'],
  ['MYSQL_ROOT_PASSWORD', ''],
  ['DATABASE', 'postgres://user@db/shop'],
  ['KEYBOARD', 'qwerty'],
])('%s=%s is taken', (name, value) => {
  expect(problemsWith({ 'tenants.shop.services.db.env': { [name]: value } })).toEqual([]);
});

test('environments and sidecars are looked at as well', () => {
  expect(
    problemsWith({
      'tenants.shop.services.web.environments.prod.env': { PASSWORD: 'x' },
      'tenants.shop.services.web.sidecars.exporter.env': { TOKEN: 'x' },
    }),
  ).toEqual([
    `tenants.shop.services.web.sidecars.exporter.env.TOKEN: ${ADVICE}`,
    `tenants.shop.services.web.environments.prod.env.PASSWORD: ${ADVICE}`,
  ]);
});
