/** The lines of an answer of Git (gitprotocol-common(5)), without their ends; a flush is nothing. Undefined when a length is wrong. */
export function packetLines(answer: Buffer): readonly (string | undefined)[] | undefined {
  const lines: (string | undefined)[] = [];
  for (let position = 0; position < answer.length;) {
    const digits = answer.toString('latin1', position, position + 4);
    const length = /^[0-9a-f]{4}$/.test(digits) ? Number.parseInt(digits, 16) : -1;
    if (length === 0) lines.push(undefined);
    else if (length < 4 || position + length > answer.length) return undefined;
    else lines.push(answer.toString('utf8', position + 4, position + length).replace(/\n$/, ''));
    position += length === 0 ? 4 : length;
  }
  return lines;
}

/** One line for Git, behind its length. */
export function packetLine(text: string): Buffer {
  const bytes = Buffer.from(`${text}\n`);
  return Buffer.concat([Buffer.from((bytes.length + 4).toString(16).padStart(4, '0')), bytes]);
}
