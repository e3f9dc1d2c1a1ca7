/** A file as lines, without what only its encoding says. */
export interface Text {
  /** With LF. */
  readonly text: string;
  /** Whether each of its lines ends in CRLF. */
  readonly crlf: boolean;
  /** Whether some of its lines end in CRLF and some in LF. */
  readonly mixed: boolean;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads a file as text; none when it is binary. What is no UTF-8 is read as Latin-1, byte by byte. */
export function textOf(bytes: Buffer): Text | undefined {
  if (bytes.includes(0)) return undefined;
  const raw = decoded(bytes);
  const ends = raw.split('\n').length - 1;
  const crlfEnds = raw.split('\r\n').length - 1;
  const crlf = ends > 0 && crlfEnds === ends;
  return { text: raw.replaceAll('\r\n', '\n'), crlf, mixed: crlfEnds > 0 && !crlf };
}

function decoded(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}
