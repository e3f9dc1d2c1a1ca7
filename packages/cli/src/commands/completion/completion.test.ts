import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testRun } from '../../test-run.ts';

const bin = join(import.meta.dirname, '..', '..', '..', 'bin', 'tideway.mjs');

let cwd = '';
beforeEach(() => (cwd = mkdtempSync(join(tmpdir(), 'tideway completion '))));
afterEach(() => rmSync(cwd, { recursive: true }));

const asked = async (...words: string[]): Promise<readonly string[]> => {
  const { stdout } = await testRun({ argv: ['complete', '--', ...words], cwd });
  return stdout.split('\n').flatMap((line) => /^[^:\t]+(?=\t)/.exec(line) ?? []);
};

describe('what may come next', () => {
  test('commands, each with what it does', async () => {
    expect(await asked('')).toEqual(expect.arrayContaining(['start', 'sync', 'doctor', 'local']));
    expect(await asked('sy')).toEqual(['sync']);
    expect(await asked('completion')).toEqual(['completion']);
    expect(await asked('local', 'u')).toEqual(['up']);
  });

  test('options of the command that was begun, and of no other', async () => {
    expect(await asked('sync', '--d')).toEqual(['--dry-run']);
    expect(await asked('validate', '--')).toEqual(['--platform', '--dir', '--sarif', '--json', '--help']);
  });
});

describe('tideway completion', () => {
  test('bash: TAB behind a word completes it', () => {
    writeFileSync(join(cwd, 'tideway'), `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`);
    chmodSync(join(cwd, 'tideway'), 0o755);
    // What the package bash-completion and an interactive shell bring.
    const typed = `_get_comp_words_by_ref() { cur=va; prev=tideway; words=(tideway va); cword=1; }
compopt() { :; }
source <(tideway completion bash)
COMP_WORDS=(tideway va); COMP_CWORD=1; COMP_LINE='tideway va'; COMP_POINT=10
$(complete -p tideway | sed 's/.*-F \\([^ ]*\\).*/\\1/')
printf '%s\\n' "\${COMPREPLY[@]}"`;
    const printed = execFileSync('bash', ['-c', typed], {
      cwd,
      encoding: 'utf8',
      env: { PATH: [cwd, dirname(process.execPath), process.env['PATH']].join(delimiter) },
    });
    expect(printed.trim()).toBe('validate');
  });

  test.each(['zsh', 'fish'])('%s: a script that asks tideway', async (shell) => {
    const { exitCode, stdout } = await testRun({ argv: ['completion', shell], cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('tideway complete --');
  });

  test('another shell is wrong use', async () => {
    const { exitCode, stderr } = await testRun({ argv: ['completion', 'csh'], cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('It is bash, zsh, fish.');
  });
});
