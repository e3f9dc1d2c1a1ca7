// `.` and `..` as a whole segment survive encodeURIComponent, and a server would resolve them away.
const segment = (value: string): string =>
  /^\.{1,2}$/u.test(value) ? value.replaceAll('.', '%252E') : encodeURIComponent(value.toWellFormed());

/** The path and query of a request. Each part of the path stays one part, whatever it holds. */
export function targetOf(
  path: readonly string[],
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      search.set(name, value);
    }
  }
  const text = search.toString();
  return `/${path.map(segment).join('/')}${text === '' ? '' : `?${text}`}`;
}
