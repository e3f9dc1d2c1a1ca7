import { open } from 'node:fs/promises';

const longest = 16 * 1024;

/** The last lines of a log, read from its end; empty if there is none. */
export async function lastLines(path: string, count = 15): Promise<string> {
  const file = await open(path).catch(() => undefined);
  if (!file) return '';
  try {
    const { size } = await file.stat();
    const length = Math.min(size, longest);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer
      .toString()
      .trimEnd()
      .split('\n')
      .slice(-count)
      .map((line) => (line.length > 400 ? `${line.slice(0, 400)}…` : line))
      .join('\n');
  } finally {
    await file.close();
  }
}
