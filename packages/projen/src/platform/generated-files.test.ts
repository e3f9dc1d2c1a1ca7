import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generatedFiles } from './generated-files';

const templates = join(__dirname, '..', '..', '..', 'nx', 'templates', 'service');

test('the first service is built, started and compiled as every later one, and its files are the team’s', () => {
  const files = generatedFiles('acme');
  expect(Object.keys(files)).toEqual(['Dockerfile', 'buildspec.yml', 'src/main.ts', 'tsconfig.json']);
  for (const text of Object.values(files)) {
    expect(text).toMatch(/^(#|\/\/) Written once by the template; it is yours\.\n/);
    expect(text).not.toContain('{{');
  }
  expect(files['Dockerfile']).toContain('\nEXPOSE 8080\n');
  expect(files['buildspec.yml']).toContain('.amazonaws.com/acme/front-end, ');
  expect(files['tsconfig.json']?.split('\n').slice(1).join('\n')).toBe(
    readFileSync(join(templates, 'tsconfig.json.template'), 'utf8'),
  );
});

test('what the first service has of its own is what differs from the generator’s', () => {
  const own = join(__dirname, '..', '..', 'assets', 'platform', 'apps', 'front-end');
  const names = readdirSync(own, { recursive: true, encoding: 'utf8' });
  expect(names.filter((name) => `${name.replace(/\.template$/, '')}` in generatedFiles('acme'))).toEqual([]);
});
