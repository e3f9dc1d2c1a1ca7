/** Freezes a value and everything that it holds, so that nobody changes a platform by accident. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const key in value) {
    const inner = value[key];
    if (typeof inner === 'object') deepFreeze(inner);
  }
  return value;
}
