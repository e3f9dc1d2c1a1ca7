import {
  isManifest,
  otherValue,
  replaced,
  scalarLines,
  someGenerated,
  type Desk,
  type Edit,
} from './edit.ts';

/** Changes one field of a generated file. */
export const changeField: Edit = (desk) => {
  const { files, dice } = desk;
  const path = someGenerated(desk, isManifest);
  const lines = path === undefined ? undefined : files.lines(path);
  const scalars = lines === undefined ? [] : scalarLines(lines);
  if (path === undefined || lines === undefined || scalars.length === 0) return changeLine(desk);
  const { index, start, key, value, end } = dice.pick(scalars);
  const other = otherValue(value, dice);
  files.write(path, replaced(lines, index, start + other + end));
  return `${path}: ${key}: ${value} becomes ${other}`;
};

/** Takes a field out of a generated file. */
export const removeField: Edit = (desk) => {
  const { files, dice } = desk;
  const path = someGenerated(desk, isManifest);
  const lines = path === undefined ? undefined : files.lines(path);
  const scalars = lines === undefined ? [] : scalarLines(lines).filter(({ start }) => !start.includes('- '));
  if (path === undefined || lines === undefined || scalars.length === 0) return undefined;
  const { index, key } = dice.pick(scalars);
  files.write(path, replaced(lines, index));
  return `${path}: removes ${key} in line ${index + 1}`;
};

/** Adds a field: a label or an annotation in some map. */
export const addField: Edit = (desk) => {
  const { files, dice } = desk;
  const path = someGenerated(desk, isManifest);
  const lines = path === undefined ? undefined : files.lines(path);
  const maps = (lines ?? []).flatMap((line, index) =>
    /^\s*(labels|annotations|limits|matchLabels|metadata|spec):\r?$/.test(line) ? [index] : [],
  );
  if (path === undefined || lines === undefined || maps.length === 0) return undefined;
  const index = dice.pick(maps);
  const line = lines[index] ?? '';
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  const key = `example.com/h${dice.below(1_000)}`;
  files.write(
    path,
    replaced(lines, index, line, `${indent}  ${key}: "yes"${line.endsWith('\r') ? '\r' : ''}`),
  );
  return `${path}: adds ${key} in line ${index + 2}`;
};

/** Writes a comment on a line of its own, or behind a value. */
export const addComment: Edit = (desk) => {
  const { files, dice } = desk;
  const path = someGenerated(desk);
  const lines = path === undefined ? undefined : files.lines(path);
  if (path === undefined || lines === undefined) return undefined;
  const index = dice.below(Math.max(1, lines.length - 1));
  const line = lines[index] ?? '';
  const cr = line.endsWith('\r') ? '\r' : '';
  const note = `# note ${dice.below(1_000)}`;
  const trailing = isManifest(path) && !line.includes('#') && /: \S/.test(line) && dice.chance(0.4);
  const indent = /^\s*/.exec(line.replace(/\r$/, ''))?.[0] ?? '';
  if (trailing) files.write(path, replaced(lines, index, `${line.replace(/\r$/, '')} ${note}${cr}`));
  else files.write(path, replaced(lines, index, indent + note + cr, line));
  return `${path}: writes ${note} ${trailing ? 'behind' : 'above'} line ${index + 1}`;
};

/** Writes a word of another encoding into a comment. */
export const addLatin1: Edit = (desk) => {
  const { files, dice } = desk;
  const path = someGenerated(desk);
  const lines = path === undefined ? undefined : files.lines(path);
  if (path === undefined || lines === undefined || !isManifest(path)) return undefined;
  const note = `# caf\xe9 ${dice.below(1_000)}`;
  files.write(path, replaced(lines, 0, lines[0] ?? '', (lines[0] ?? '').endsWith('\r') ? `${note}\r` : note));
  return `${path}: a comment in Latin-1`;
};

/** Adds an object of one's own at the end of a generated file. */
export const addObject: Edit = (desk) => {
  const { files, dice } = desk;
  const path = someGenerated(
    desk,
    (candidate) => isManifest(candidate) && !candidate.endsWith('kustomization.yaml'),
  );
  const lines = path === undefined ? undefined : files.lines(path);
  if (path === undefined || lines === undefined || lines.at(-1) !== '') return undefined;
  const cr = lines[0]?.endsWith('\r') === true ? '\r' : '';
  const name = `own-${dice.below(1_000)}`;
  const object = [
    '---',
    'apiVersion: v1',
    'kind: ConfigMap',
    'metadata:',
    `  name: ${name}`,
    'data:',
    '  own: "1"',
  ];
  files.write(path, [...lines.slice(0, -1), ...object.map((line) => line + cr), '']);
  return `${path}: adds the ConfigMap ${name}`;
};

/** Changes, adds or removes one line of a text that is no YAML. */
export function changeLine(desk: Desk): string | undefined {
  const { files, dice } = desk;
  const path = someGenerated(desk, (candidate) => !isManifest(candidate));
  const lines = path === undefined ? undefined : files.lines(path);
  if (path === undefined || lines === undefined || lines.length < 3) return undefined;
  const index = dice.below(lines.length - 1);
  const line = lines[index] ?? '';
  const mark = `h${dice.below(1_000)}`;
  const cr = line.endsWith('\r') ? '\r' : '';
  const change = dice.pick(['changes', 'adds', 'removes'] as const);
  const by = { changes: [`${line.replace(/\r$/, '')} ${mark}${cr}`], adds: [mark + cr, line], removes: [] }[
    change
  ];
  files.write(path, replaced(lines, index, ...by));
  return `${path}: ${change} line ${index + 1}`;
}
