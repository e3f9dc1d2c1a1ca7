import { expect, test } from 'vitest';
import { BuildspecError, parseBuildspec } from './parse-buildspec.ts';

const parse = (text: string) => parseBuildspec({ file: 'buildspec.yml', text });

function problemsOf(text: string): readonly string[] {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof BuildspecError) return error.problems;
    throw error;
  }
  return [];
}

test('a buildspec says its commands by phase, its variables and its files', () => {
  const buildspec = parse(`
version: 0.2
env:
  variables: { NODE_ENV: test, COUNT: 3, QUIET: true }
  exported-variables: [IMAGE_TAG]
phases:
  install:
    runtime-versions: { nodejs: 24 }
  build:
    on-failure: CONTINUE
    commands: [npm test, 'echo "a: b"']
    finally: [echo done]
artifacts:
  files: ['**/*']
  discard-paths: yes
`);
  expect(buildspec.env.variables).toEqual({ NODE_ENV: 'test', COUNT: '3', QUIET: 'true' });
  expect(buildspec.phases.install?.['runtime-versions']).toEqual({ nodejs: '24' });
  expect(buildspec.phases.build).toEqual({
    'on-failure': 'CONTINUE',
    commands: ['npm test', 'echo "a: b"'],
    finally: ['echo done'],
  });
  expect(buildspec.artifacts).toMatchObject({ files: ['**/*'], 'discard-paths': true });
});

test('everything that is wrong is said at once, each with its line and field', () => {
  expect(
    problemsOf(`version: 0.1
env:
  variables:
    2FAST: a
phases:
  build:
    command: [npm test]
    on-failure: RETRY
    commands:
      - echo: hello
  biuld:
    commands: []
`),
  ).toEqual([
    'buildspec.yml:1: version: expected 0.2, the only version that is run here',
    'buildspec.yml:4: env.variables.2FAST: expected the name of a variable: letters, digits and "_"',
    'buildspec.yml:8: phases.build.on-failure: expected ABORT or CONTINUE',
    'buildspec.yml:10: phases.build.commands.0: expected a command as text; put it in quotes, or behind "|", where YAML reads something else',
    'buildspec.yml:7: phases.build.command: is not known here',
    'buildspec.yml:11: phases.biuld: is not known here',
  ]);
});

test.each([
  ['', 'buildspec.yml:1: the file:'],
  ['version: 0.2\n', 'buildspec.yml:1: phases: is missing;'],
  ['version: 0.2\nphases: {}\n', 'buildspec.yml: phases: expected at least one of'],
  ['version: 0.2\nphases: [\n', 'buildspec.yml:3: '],
  ['version: 0.2\nversion: 0.2\nphases: {}\n', 'buildspec.yml:2: Map keys must be unique'],
])('%j is refused', (text, problem) => {
  expect(problemsOf(text).join('\n')).toContain(problem);
});
