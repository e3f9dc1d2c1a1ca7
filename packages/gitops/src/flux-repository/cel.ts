/** A string of the Common Expression Language; its escapes are JSON's. */
export function celString(value: string): string {
  return JSON.stringify(value);
}

/** A list of strings of the Common Expression Language. */
export function celList(values: readonly string[]): string {
  return `[${values.map(celString).join(', ')}]`;
}
