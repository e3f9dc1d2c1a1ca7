import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ConfigError } from './config-error.ts';
import { readConfig } from './config.ts';

const production = { NODE_ENV: 'production', SESSION_SECRET: 'a secret of a good length' };
const problemsOf = (env: Readonly<Record<string, string>>): readonly string[] => {
  try {
    readConfig(env);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
  return [];
};

test('with nothing set the stand-ins serve on 8079', () => {
  const { backends, port, production: real } = readConfig({});
  assert.deepEqual({ backends, port, real }, { backends: 'stand-ins', port: 8079, real: false });
});

test('with one back end’s address the others have the cluster’s names', () => {
  assert.deepEqual(readConfig({ CARTS_URL: 'http://127.0.0.1:81/' }).backends, {
    catalogue: 'http://catalogue',
    carts: 'http://127.0.0.1:81',
    user: 'http://user',
    orders: 'http://orders',
  });
});

test('in production stand-ins serve only when asked for by name', () => {
  assert.notEqual(readConfig(production).backends, 'stand-ins');
  assert.equal(readConfig({ ...production, BACKENDS: 'stand-ins' }).backends, 'stand-ins');
});

test('production needs a secret', () => {
  assert.match(problemsOf({ NODE_ENV: 'production' }).join(), /^SESSION_SECRET: required in production/);
});

test('every wrong variable is told at once, and no secret with it', () => {
  const problems = problemsOf({
    PORT: 'x',
    SESSION_SECRET: 'short!',
    CATALOGUE_URL: 'ftp://x',
    USER_URL: 'http://u/path',
  });
  assert.equal(problems.length, 4);
  assert.doesNotMatch(problems.join(), /short!/);
});

test('Redis by host, by URL, and as Sock Shop’s manifest has it', () => {
  const redis = (value: string) => readConfig({ SESSION_REDIS: value }).sessionRedis?.url;
  assert.equal(redis('true'), 'redis://session-db:6379');
  assert.equal(redis('cache.example:6380'), 'redis://cache.example:6380');
  assert.equal(redis('rediss://cache.example'), 'rediss://cache.example');
});

test('authorities of Redis that can’t be used are told before anything starts', () => {
  const file = fileURLToPath(import.meta.url);
  assert.match(
    problemsOf({ SESSION_REDIS: 'rediss://cache.example', SESSION_REDIS_CA: file }).join(),
    /^SESSION_REDIS_CA: .*config\.test\.ts holds no certificate in PEM/,
  );
  assert.match(
    problemsOf({ SESSION_REDIS: 'rediss://cache.example', SESSION_REDIS_CA: `${file}.not` }).join(),
    /ENOENT/,
  );
  assert.match(
    problemsOf({ SESSION_REDIS: 'cache.example', SESSION_REDIS_CA: file }).join(),
    /^SESSION_REDIS_CA: not used/,
  );
});
