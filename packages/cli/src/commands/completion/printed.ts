/* eslint-disable no-console -- the library that makes completions prints them, and offers no other way */
/** What a piece of code prints with `console.log`; it must not wait for anything. */
export function printed(run: () => void): string {
  const lines: string[] = [];
  const log = console.log;
  console.log = (line: unknown) => void lines.push(String(line));
  try {
    run();
  } finally {
    console.log = log;
  }
  return lines.join('\n');
}
