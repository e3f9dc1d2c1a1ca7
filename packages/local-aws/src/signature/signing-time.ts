const PATTERN = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})$/;

/** A time as SigV4 writes it, in UTC and without its `Z`: `YYYYMMDDTHHMMSS`. */
export function formatTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
}

/** Milliseconds since 1970 of `YYYYMMDDTHHMMSS`, undefined if it is no such time. */
export function parseTime(text: string): number | undefined {
  const parsed = Date.parse(text.replace(PATTERN, '$1-$2-$3T$4:$5:$6Z'));
  return PATTERN.test(text) && !Number.isNaN(parsed) ? parsed : undefined;
}
