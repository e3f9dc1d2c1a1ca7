/** Keys and indexes from an object's top to one of its fields. */
export type FieldPath = readonly (string | number)[];

/** A field path as people write it: `spec.containers[0].image`, `data["tls.crt"]`. */
export function formatFieldPath(path: FieldPath): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else if (/^[\w$-]+$/.test(key)) text += text === '' ? key : `.${key}`;
    else text += `[${JSON.stringify(key)}]`;
  }
  return text;
}
