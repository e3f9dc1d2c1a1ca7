type Fields = Readonly<Record<string, unknown>>;

/**
 * A strategic merge patch from one partial object to another: null for each field that goes away, because what a
 * patch does not name stays. Lists are replaced as a whole, so both sides must hold none that is merged by name.
 */
export function mergePatch(before: object, after: object): object {
  const former: Fields = { ...before };
  const wanted: Fields = { ...after };
  const gone = Object.keys(former).filter((key) => !(key in wanted));
  const changes = Object.entries(wanted).map(([key, value]) => {
    const old = former[key];
    return [key, isObject(old) && isObject(value) ? mergePatch(old, value) : value];
  });
  return Object.fromEntries([...changes, ...gone.map((key) => [key, null])]) as object;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
