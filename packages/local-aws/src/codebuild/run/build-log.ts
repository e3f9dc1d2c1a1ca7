import type { WriteStream } from 'node:fs';
import { createWriteStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

/** Where a build's log goes, and what must not be in it. */
export interface BuildLogOptions {
  readonly path: string;
  /** Values that are shown as `***`. */
  readonly secrets: readonly string[];
  /** Bytes after which the rest is left out. @default 50 MiB */
  readonly limitBytes?: number;
}

// A shorter value would hide ordinary words.
const SECRET_FROM = 4;

/** The log of a build, as CodeBuild writes it: what the commands print, and lines of its own between. */
export class BuildLog {
  readonly #stream: WriteStream;
  readonly #decoder = new StringDecoder('utf8');
  readonly #limit: number;
  #secrets: readonly string[] = [];
  #line = '';
  #written = 0;

  constructor({ path, secrets, limitBytes = 50 * 1024 * 1024 }: BuildLogOptions) {
    this.#stream = createWriteStream(path, { flags: 'a', mode: 0o600 });
    // A full disk must not end local AWS; the build says itself how it went.
    this.#stream.on('error', () => undefined);
    this.#limit = limitBytes;
    this.hide(secrets);
  }

  /** Hides more values from now on. */
  hide(secrets: readonly string[]): void {
    const lines = secrets
      .flatMap((secret) => secret.split(/\r?\n/))
      .filter(({ length }) => length >= SECRET_FROM);
    // The longest first: one may be a part of another.
    this.#secrets = [...new Set([...this.#secrets, ...lines])].sort(
      (one, other) => other.length - one.length,
    );
  }

  /** Adds what a command printed; a line is written when it is complete, so that no secret is written in parts. */
  output(chunk: Buffer): void {
    const lines = (this.#line + this.#decoder.write(chunk)).split('\n');
    this.#line = lines.pop() ?? '';
    if (lines.length > 0) this.#write(`${lines.join('\n')}\n`);
    if (this.#line.length > 64 * 1024) this.#endLine();
  }

  /** Adds a line of CodeBuild's own. */
  say(text: string): void {
    this.#endLine();
    this.#write(`[Container] ${timestamp(new Date())} ${text}\n`);
  }

  /** Writes what is left, and closes the file. */
  async close(): Promise<void> {
    this.#endLine();
    await new Promise<void>((resolve) => this.#stream.end(resolve));
  }

  #endLine(): void {
    if (this.#line !== '') this.#write(`${this.#line}\n`);
    this.#line = '';
  }

  #write(text: string): void {
    if (this.#written > this.#limit) return;
    const shown = this.#secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
    this.#written += Buffer.byteLength(shown);
    this.#stream.write(
      this.#written > this.#limit
        ? `${shown}The log is longer than ${this.#limit} bytes; the rest is left out.\n`
        : shown,
    );
  }
}

function timestamp(time: Date): string {
  return time.toISOString().replaceAll('-', '/').replace('T', ' ').replace('Z', '');
}
