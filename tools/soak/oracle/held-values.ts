/** A value that a marker comment gives to the repository. */
export interface HeldValue {
  readonly marker: string;
  readonly value: string;
  /** Line, from 0. */
  readonly line: number;
}

// Written apart from the reader that deliveries use, for the one form that generated files have: `key: value # {…}`.
const markedLine =
  /^(\s*(?:- )?[\w.-]+:\s*)(["']?)([^"'#]*?)\2(\s+#\s*)(\{"\$(?:imagepolicy|tideway)":.*\})\s*$/;

/** Held values by key: the marker, numbered from its second occurrence on. */
export function heldValues(text: string): ReadonlyMap<string, HeldValue> {
  const values = new Map<string, HeldValue>();
  for (const [line, source] of text.split('\n').entries()) {
    const [, , , value = '', , marker] = markedLine.exec(source) ?? [];
    if (marker === undefined) continue;
    let key = marker;
    for (let occurrence = 2; values.has(key); occurrence += 1) key = `${marker} ${occurrence}`;
    values.set(key, { marker, value, line });
  }
  return values;
}

/** The text with other values in its held fields; keys that it does not have are ignored. */
export function withHeld(text: string, values: ReadonlyMap<string, string>): string {
  const lines = text.split('\n');
  for (const [key, { line }] of heldValues(text)) {
    const value = values.get(key);
    const [, start = '', quote = '', , gap = '', marker = ''] = markedLine.exec(lines[line] ?? '') ?? [];
    if (value !== undefined && marker !== '') lines[line] = `${start}${quote}${value}${quote}${gap}${marker}`;
  }
  return lines.join('\n');
}

/** The text with every held value blanked, so that what is left is not the robot's; a marker still tells itself apart. */
export function withoutHeld(text: string): string {
  const blanks = [...heldValues(text)].map(
    ([key, { marker }]) => [key, `HELD${marker.replaceAll(/\W+/g, '-')}`] as const,
  );
  return withHeld(text, new Map(blanks));
}

/** Whether a value is the blank of a held one. */
export function isBlank(value: string | undefined): boolean {
  return value?.startsWith('HELD-') === true;
}
