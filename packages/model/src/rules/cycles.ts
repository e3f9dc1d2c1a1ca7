/**
 * Finds circles in a graph: for each, the names on the way from its first name back to it.
 * @param edges what each name leads to
 */
export function cycles(edges: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (name: string): void => {
    const before = way.indexOf(name);
    if (before !== -1) found.push([...way.slice(before), name]);
    if (before !== -1 || done.has(name)) return;
    way.push(name);
    for (const next of edges.get(name) ?? []) visit(next);
    way.pop();
    done.add(name);
  };
  for (const name of edges.keys()) visit(name);
  return found;
}
