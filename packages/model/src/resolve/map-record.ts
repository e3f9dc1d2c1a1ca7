/** A record with the same names and other values. */
export function mapRecord<Value, Result>(
  record: Readonly<Record<string, Value>>,
  map: (name: string, value: Value) => Result,
): Readonly<Record<string, Result>> {
  const result: Record<string, Result> = {};
  for (const [name, value] of Object.entries(record)) result[name] = map(name, value);
  return result;
}
