import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseJson } from 'nx/src/devkit-exports.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { smallModel, testWorkspace, type TestWorkspace } from '../generators/workspace.testing.ts';
import { buildsByBranch, written } from './builds-by-branch.ts';
import { eventsInFirstModel } from './events-in-first-model.ts';
import { modelSchemaForEditors } from './model-schema-for-editors.ts';
import { nameInReadme } from './name-in-readme.ts';

const room = join(import.meta.dirname, '..', '..');

interface Migration {
  readonly version: string;
  readonly description: string;
  readonly implementation: string;
}

const { generators } = JSON.parse(readFileSync(join(room, 'migrations.json'), 'utf8')) as {
  readonly generators: Readonly<Record<string, Migration>>;
};

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = testWorkspace(smallModel);
  write('package.json', '{ "name": "acme", "type": "module" }');
});
afterEach(() => workspace.remove());

function write(path: string, text: string): void {
  mkdirSync(dirname(join(workspace.root, path)), { recursive: true });
  writeFileSync(join(workspace.root, path), text);
}

describe('name-in-readme', () => {
  const run = () => workspace.generate((tree) => Promise.resolve(nameInReadme(tree)));

  test('puts the name where the template left none, once', async () => {
    write('README.md', '<!-- yours -->\n\n# **NAME**\n\nOur **NAME** is a word.\n');
    expect(await run()).toEqual(['README.md']);
    expect(workspace.read('README.md')).toBe('<!-- yours -->\n\n# acme\n\nOur **NAME** is a word.\n');
    expect(await run()).toEqual([]);
  });

  test('leaves a heading alone that somebody wrote, and a README that is gone', async () => {
    expect(await run()).toEqual([]);
    write('README.md', '# **NAME** of ours\n');
    expect(await run()).toEqual([]);
  });
});

describe('builds-by-branch', () => {
  const run = () => workspace.generate((tree) => Promise.resolve(buildsByBranch(tree)));
  const now = (file: string) => readFileSync(join(room, 'templates/service', `${file}.template`), 'utf8');
  const yours = '# Written once by the template; it is yours.\n';
  const repository = 'acme/front-end';
  // As the release before wrote it for its first service.
  const old = (file: string) => {
    const template = written.find((one) => one.file === file);
    return yours + template?.text.replace('{{repository}}', repository).replace('{{port}}', '8080');
  };

  test('makes the builds of the release before those of a new service, once', async () => {
    for (const file of ['buildspec.yml', 'Dockerfile']) write(`apps/front-end/${file}`, old(file));
    // What the generator made has no first line.
    write('apps/reviews/Dockerfile', old('Dockerfile').replace(yours, '').replace('8080', '9090'));
    expect((await run()).toSorted()).toEqual([
      'apps/front-end/Dockerfile',
      'apps/front-end/buildspec.yml',
      'apps/reviews/Dockerfile',
    ]);
    expect(workspace.read('apps/front-end/buildspec.yml')).toBe(
      yours + now('buildspec.yml').replace('{{repository}}', repository),
    );
    expect(workspace.read('apps/front-end/Dockerfile')).toBe(
      yours + now('Dockerfile').replace('{{port}}', '8080'),
    );
    expect(workspace.read('apps/reviews/Dockerfile')).toBe(now('Dockerfile').replace('{{port}}', '9090'));
    expect(await run()).toEqual([]);
  });

  test('leaves builds alone that somebody changed', async () => {
    write('apps/front-end/buildspec.yml', old('buildspec.yml').replace('node --test', 'npm test'));
    write('apps/front-end/Dockerfile', `${old('Dockerfile')}# ours\n`);
    write('apps/reviews/Dockerfile', `# ours\n${old('Dockerfile')}`);
    expect(await run()).toEqual([]);
  });
});

describe('events-in-first-model', () => {
  const run = () => workspace.generate((tree) => Promise.resolve(eventsInFirstModel(tree)));
  const model = 'apps/platform/platform.ts';
  const template = readFileSync(join(room, '../projen/assets/platform', `${model}.template`), 'utf8')
    .replaceAll('__EXTERNAL_SECRETS__', '2.14.0')
    .replaceAll('__NAME__', 'acme')
    .replaceAll('__KEY__', 'acme');
  const old = template
    .replace(/^ {2}\/\/ Helm charts[^]*?^ {2}\},\n\n/m, '')
    .replace('definePlatform, externalSecrets', 'definePlatform');

  test('makes the first model of the release before that of a new one, once', async () => {
    expect(old).not.toMatch(/external/i);
    write(model, old);
    expect(await run()).toEqual([model]);
    expect(workspace.read(model)).toBe(template);
    expect(await run()).toEqual([]);
  });

  test.each([
    ['has controllers', old.replace('\n  clusters:', '\n  controllers: {},\n  clusters:')],
    ['imports more', old.replace('definePlatform }', 'definePlatform, pinned }')],
    ['has other environments', old.replaceAll('production:', 'live:')],
  ])('leaves a model alone that %s', async (_, text) => {
    expect(text).not.toBe(old);
    write(model, text);
    expect(await run()).toEqual([]);
  });

  test('leaves a repository alone whose model is elsewhere', async () => {
    await workspace.generate((tree) => Promise.resolve(tree.delete(model)));
    expect(await run()).toEqual([]);
  });
});

describe('model-schema-for-editors', () => {
  const run = () => workspace.generate((tree) => Promise.resolve(modelSchemaForEditors(tree)));
  const settings = '.vscode/settings.json';
  const ending = '  "editor.formatOnSave": true,\n  "js/ts.tsdk.path": "node_modules/typescript/lib"\n}\n';

  test('adds the schema where the template’s settings end, and keeps all before it', async () => {
    write(settings, `// ours\n{\n  "editor.rulers": [80],\n${ending}`);
    expect(await run()).toEqual([settings]);
    expect(workspace.read(settings)).toContain('// ours\n{\n  "editor.rulers": [80],\n');
    const { 'json.schemas': schemas } = parseJson<{
      readonly 'json.schemas': readonly { readonly url: string }[];
    }>(workspace.read(settings));
    expect(schemas.map(({ url }) => url)).toEqual([
      './node_modules/@tideway/model/bundle/platform.schema.json',
    ]);
    expect(await run()).toEqual([]);
  });

  test('leaves settings alone that end otherwise, or are gone', async () => {
    expect(await run()).toEqual([]);
    write(settings, '{ "editor.formatOnSave": false }\n');
    expect(await run()).toEqual([]);
  });
});

// `nx migrate` itself runs them in a real installation: see tools/system/release.system.test.ts.
test.each(Object.entries(generators))('%s is where migrations.json says', async (_name, migration) => {
  const { version, description, implementation } = migration;
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(description).not.toBe('');
  const [, file, name = ''] = /^\.\/dist\/(.+)#(\w+)$/.exec(implementation) ?? [];
  const source = (await import(join(room, 'src', `${file}.ts`))) as Readonly<Record<string, unknown>>;
  expect(source[name]).toBeTypeOf('function');
});
