import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commands } from './commands.ts';
import { testRun } from './test-run.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'tideway cli '));
  writeFileSync(join(cwd, 'nx.json'), '{}');
});
afterEach(() => rmSync(cwd, { recursive: true }));

describe('help', () => {
  test('lists every command, and says what the exit codes mean', async () => {
    const { exitCode, stdout } = await testRun({ argv: ['--help'], cwd });
    expect(exitCode).toBe(0);
    for (const entry of commands) expect(stdout).toContain('group' in entry ? entry.group : entry.name);
    expect(stdout).toContain('0 fine, 1 drift or a failed check, 2 wrong use');
  });

  test('each command shows examples that start with its own name', async () => {
    for (const entry of commands) {
      const each =
        'group' in entry
          ? entry.commands.map((command) => ({ path: [entry.group, command.name], command }))
          : [{ path: [entry.name], command: entry }];
      for (const { path, command } of each) {
        const { exitCode, stdout } = await testRun({ argv: [...path, '--help'], cwd });
        expect(exitCode).toBe(0);
        expect(stdout).toContain('--json');
        expect(command.examples.length).toBeGreaterThan(0);
        for (const [line] of command.examples) {
          expect(line).toContain(`tideway ${path.join(' ')}`);
          expect(stdout).toContain(line);
        }
      }
    }
  });
});

describe('wrong use ends with exit code 2 and says what is right', () => {
  test('an unknown command', async () => {
    const { exitCode, stderr } = await testRun({ argv: ['sink'], cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("unknown command 'sink'");
    expect(stderr).toContain('sync');
  });

  test('an unknown option', async () => {
    const { exitCode, stderr } = await testRun({ argv: ['generate', '--output', 'x'], cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--out');
  });

  test('a remote that does not exist', async () => {
    const { exitCode, stderr } = await testRun({ argv: ['sync', '--remote', 'azure'], cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('It is local or aws.');
  });

  test('--take without a side', async () => {
    const { exitCode, stderr } = await testRun({ argv: ['sync', '--take', 'a.yaml'], cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('generated or repository');
  });

  test('no model anywhere', async () => {
    const { exitCode, stderr } = await testRun({ argv: ['generate'], cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('No platform.ts');
    expect(stderr).toContain('--platform');
  });
});

describe('--json', () => {
  test('an error is one JSON document on stdout with a stable code, and nothing on stderr', async () => {
    const { exitCode, stdout, stderr } = await testRun({ argv: ['generate', '--json'], cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      command: 'generate',
      outcome: 'misused',
      exitCode: 2,
      error: { code: 'platform-not-found' },
    });
  });
});
