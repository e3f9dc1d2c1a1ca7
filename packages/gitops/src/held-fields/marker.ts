/** Keys that make a comment a marker: the first is written by Flux's image robot, the second by a promotion. */
const markerKeys = ['$imagepolicy', '$tideway'] as const;

/** Texts of which at least one stands in every file that has held fields. */
export const markerTokens: readonly string[] = markerKeys.map((key) => JSON.stringify(key));

/** Marker of a tag that Flux's image robot writes, as the image's ImagePolicy decides. */
export function imagePolicyMarker(namespace: string, policy: string): string {
  return marker('$imagepolicy', `${namespace}:${policy}:tag`);
}

/** Marker of a tag that a promotion writes. */
export function promotedMarker(tenant: string, service: string): string {
  return marker('$tideway', `promoted:${tenant}:${service}:tag`);
}

/** The marker that a comment holds, in its canonical form; `undefined` for any other comment. */
export function markerIn(comment: string): string | undefined {
  const content = parsed(comment);
  for (const key of markerKeys) {
    const value = content?.[key];
    if (typeof value === 'string' && value !== '') return marker(key, value);
  }
  return undefined;
}

function marker(key: (typeof markerKeys)[number], value: string): string {
  return `{${JSON.stringify(key)}: ${JSON.stringify(value)}}`;
}

function parsed(comment: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(comment.replace(/^#+/, ''));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    // Most comments are no JSON; kyaml does not take these for markers either.
    return undefined;
  }
}
