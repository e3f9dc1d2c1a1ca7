import type { Edit } from './edit.ts';

/** What Flux's image robot does: it writes the newest tag behind one of its markers, and changes nothing else. */
export const bumpTag: Edit = (desk) => bump(desk, '{"$imagepolicy":', 'robot');

/** What a promotion does: it carries a tag to a field that only promotions write. */
export const promoteTag: Edit = (desk) => bump(desk, '{"$tideway":', 'promotion');

function bump({ files, dice }: Parameters<Edit>[0], marker: string, who: string): string | undefined {
  const places = files.paths().flatMap((path) => {
    const lines = path.endsWith('.yaml') ? files.lines(path) : undefined;
    return (lines ?? []).flatMap((line, index) => (line.includes(marker) ? [{ path, index }] : []));
  });
  if (places.length === 0) return undefined;
  const { path, index } = dice.pick(places);
  const tag = `main-${dice.hex(7)}-${1 + dice.below(9_000)}`;
  const lines = files.lines(path) ?? [];
  files.write(
    path,
    lines.map((line, at) => (at === index ? line.replace(/: \S+( # \{)/, `: ${tag}$1`) : line)),
  );
  return `${path}: the ${who} writes ${tag}`;
}
