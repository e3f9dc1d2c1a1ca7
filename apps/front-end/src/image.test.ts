import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

test('the shop is compiled for the user that runs it', () => {
  const dockerfile = read('Dockerfile');
  const [, user, group] = /^USER (\d+):(\d+)$/mu.exec(dockerfile) ?? [];
  assert.match(dockerfile, new RegExp(`^RUN node compile\\.mjs ${String(user)} ${String(group)}$`, 'mu'));
});

test('npm start runs what the image runs', () => {
  const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: { readonly start: string } };
  const command = /^CMD (\[.*\])$/mu.exec(read('Dockerfile'))?.[1] ?? '';
  assert.deepEqual(JSON.parse(command), scripts.start.split(' '));
});

test('what the image is built from is let in', () => {
  const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gmu)].flatMap(([, names = '']) =>
    names.split(' ').map((name) => name.replace(/^\.\//u, '')),
  );
  const letIn = read('.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));
  assert.ok(copied.includes('build.mjs'));
  assert.deepEqual([...new Set(copied)].sort(), letIn.sort());
});
