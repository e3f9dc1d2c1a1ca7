import { spawn } from 'node:child_process';
import { dirname, extname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Evaluation, Verdict } from './verdict.ts';

const program = join(import.meta.dirname, `evaluate${extname(import.meta.filename)}`);
const patience = 60_000;

/**
 * Imports a model in a process of its own, with some files replaced by texts, and returns what it resolves to, or
 * every problem that it has. Nothing is written.
 * @throws Error when the process ends without an answer
 */
export async function evaluateModel(evaluation: Evaluation): Promise<Verdict> {
  const child = spawn(process.execPath, [program], {
    cwd: dirname(evaluation.file),
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: patience,
  });
  // A child that dies early closes its input; how it ended says more than the broken pipe.
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify(evaluation));
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  try {
    return JSON.parse(said) as Verdict;
  } catch (cause) {
    throw new Error(`${evaluation.file} could not be looked at: ${complained.trim() || 'no answer'}`, {
      cause,
    });
  }
}
