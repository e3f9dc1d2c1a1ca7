import { isUtf8 } from 'node:buffer';

/** Text of a file together with what is needed to write it back as it was. */
export interface FileText {
  /** With LF line ends. */
  readonly text: string;
  readonly encoding: 'utf8' | 'latin1';
  /** Whether every line ended in CRLF. */
  readonly crlf: boolean;
}

/** Reads a file as text; none when it holds a NUL byte: that is no text. */
export function readText(bytes: Uint8Array): FileText | undefined {
  if (bytes.includes(0)) return undefined;
  // As Latin-1 every byte is one character, so that a file in an unknown encoding survives byte by byte.
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1';
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(encoding);
  const crlf = text.includes('\r\n') && !/(?<!\r)\n/.test(text);
  return { text: crlf ? text.replaceAll('\r\n', '\n') : text, encoding, crlf };
}

/** Bytes of a text, with the encoding and the line ends of the file that it replaces. */
export function writeText(text: string, like: Pick<FileText, 'encoding' | 'crlf'>): Buffer {
  return Buffer.from(like.crlf ? text.replaceAll('\n', '\r\n') : text, like.encoding);
}

/** A text in another encoding than the one that it was read with. */
export function reencoded(file: FileText, encoding: FileText['encoding']): string {
  return file.encoding === encoding ? file.text : Buffer.from(file.text, file.encoding).toString(encoding);
}
