import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const patience = 10_000;

/** What a program prints; nothing when it is not there or fails. */
export async function askProgram(
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(program, [...args], { env: environment, timeout: patience });
    return stdout.trim();
  } catch {
    return undefined;
  }
}

/** Whether a version is at least another one, both as numbers from left to right: `2.39.5` and `[2, 38]`. */
export function isAtLeast(version: string, oldest: readonly number[]): boolean {
  const parts = /\d+(?:\.\d+)*/.exec(version)?.[0].split('.').map(Number) ?? [];
  for (const [index, wanted] of oldest.entries()) {
    const part = parts[index] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return parts.length > 0;
}
