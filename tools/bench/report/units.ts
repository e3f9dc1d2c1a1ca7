/** Milliseconds as people read them. */
export function duration(milliseconds: number): string {
  if (milliseconds >= 10_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  if (milliseconds >= 1_000) return `${(milliseconds / 1_000).toFixed(2)} s`;
  return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
}

/** Bytes in units of 1,048,576. */
export function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 1_048_576)} MB`;
}

/** A ratio with as many digits as it deserves. */
export function ratio(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
