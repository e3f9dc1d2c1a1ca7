/** A package.json. */
export type Manifest = Readonly<Record<string, unknown>>;

type Section = Readonly<Record<string, unknown>>;

/** Sections that the template and the team fill together. */
const shared = [
  'scripts',
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'overrides',
  'allowScripts',
] as const;

/**
 * Puts the template's part of a package.json into the one that stands in the repository. What the template gives
 * converges, what it once gave and no longer does goes, and all else is the team's and stays.
 * @param options.before Names in each section that the template gave last
 */
export function mergeManifest(options: {
  readonly template: Manifest;
  readonly present: Manifest;
  readonly before: Readonly<Record<string, readonly string[]>>;
}): Manifest {
  const { template, present, before } = options;
  const merged: Record<string, unknown> = { ...template };
  for (const name of shared) {
    const section = mergeSection(sectionOf(template, name), sectionOf(present, name), before[name] ?? []);
    if (Object.keys(section).length > 0) merged[name] = name === 'scripts' ? section : sortedByName(section);
  }
  for (const [key, value] of Object.entries(present))
    if (!(key in merged) && !isShared(key)) merged[key] = value;
  return merged;
}

/** Names in each shared section that a manifest of the template gives. */
export function namesGiven(template: Manifest): Record<string, readonly string[]> {
  return Object.fromEntries(
    shared
      .map((name) => [name, Object.keys(sectionOf(template, name)).sort()] as const)
      .filter(([, names]) => names.length > 0),
  );
}

function mergeSection(given: Section, present: Section, before: readonly string[]): Section {
  const ours = Object.entries(present).filter(([name]) => !(name in given) && !before.includes(name));
  const merged: Record<string, unknown> = { ...given, ...Object.fromEntries(ours) };
  // A package that is tried from a file is not in a registry yet.
  for (const [name, value] of Object.entries(present)) {
    if (name in given && typeof value === 'string' && value.startsWith('file:')) merged[name] = value;
  }
  return merged;
}

function sectionOf(manifest: Manifest, name: string): Section {
  const value = manifest[name];
  return typeof value === 'object' && value !== null ? (value as Section) : {};
}

function isShared(key: string): boolean {
  return (shared as readonly string[]).includes(key);
}

function sortedByName(section: Section): Section {
  return Object.fromEntries(Object.entries(section).sort(([a], [b]) => (a < b ? -1 : 1)));
}
