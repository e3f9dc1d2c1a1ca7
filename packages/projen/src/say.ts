/** Tells the user what was done. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
