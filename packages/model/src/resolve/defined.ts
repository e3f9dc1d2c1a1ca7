/** An object of which every field that is `undefined` may be missing instead. */
export type Defined<Value> = { [Field in keyof Value]: Exclude<Value[Field], undefined> };

/** The object without fields that are `undefined`: itself, if it has none. */
export function defined<Value extends object>(value: Value): Defined<Value> {
  for (const field in value) {
    if (value[field] !== undefined) continue;
    return Object.fromEntries(
      Object.entries(value).filter(([, inner]) => inner !== undefined),
    ) as Defined<Value>;
  }
  return value as Defined<Value>;
}
