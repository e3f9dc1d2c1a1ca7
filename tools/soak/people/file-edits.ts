import { posix } from 'node:path';
import { isManifest, someGenerated, type Desk, type Edit } from './edit.ts';

/** Deletes a file of the generator. */
export const deleteFile: Edit = (desk) => {
  const path = someFile(desk);
  if (path === undefined) return undefined;
  desk.files.remove(path);
  return `deletes ${path}`;
};

/** Moves a file of the generator to another name or folder. */
export const moveFile: Edit = (desk) => {
  const path = someFile(desk);
  if (path === undefined) return undefined;
  const to = posix.join(
    posix.dirname(path),
    desk.dice.chance(0.5) ? 'moved' : '',
    `own-${desk.dice.below(1_000)}-${posix.basename(path)}`,
  );
  desk.files.move(path, to);
  return `moves ${path} to ${to}`;
};

/** Moves a file with markers. */
export const moveMarkerFile: Edit = (desk) => {
  const path = someGenerated(
    desk,
    (candidate) => desk.files.lines(candidate)?.some((line) => line.includes('{"$')) === true,
  );
  if (path === undefined) return moveFile(desk);
  const to = posix.join(posix.dirname(path), 'moved', posix.basename(path));
  desk.files.move(path, to);
  return `moves ${path} to ${to}`;
};

/** Adds a file of one's own: text, CRLF, binary, or executable. */
export const addFile: Edit = ({ files, generated, dice }) => {
  const folders = ['.', 'docs', ...new Set(generated.map((path) => posix.dirname(path)))];
  const kind = dice.pick(['notes.md', 'table.csv', 'logo.png', 'check.sh', 'own.yaml'] as const);
  const path = posix.join(dice.pick(folders), `own-${dice.below(1_000)}-${kind}`);
  const content = {
    'notes.md': ['# Notes', '', `Number ${dice.below(1_000)}.`, ''],
    'table.csv': ['a;b\r', `1;${dice.below(1_000)}\r`, ''],
    'logo.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, dice.below(256), 0xff, 0xfe]),
    'check.sh': ['#!/bin/sh', `exit ${dice.below(2)}`, ''],
    'own.yaml': ['apiVersion: v1', 'kind: ConfigMap', 'metadata:', `  name: own-${dice.below(1_000)}`, ''],
  }[kind];
  files.write(path, content);
  if (kind === 'check.sh') files.toggleExecutable(path);
  return `adds ${path}`;
};

/** Changes a file of one's own. */
export const changeOwnFile: Edit = (desk) => {
  const { files, dice } = desk;
  const own = files.paths().filter((path) => posix.basename(path).startsWith('own-'));
  if (own.length === 0) return addFile(desk);
  const path = dice.pick(own);
  const lines = files.lines(path);
  files.write(
    path,
    lines === undefined
      ? Buffer.from([0, 1, dice.below(256)])
      : [...lines.slice(0, -1), `# again ${dice.below(1_000)}`, ''],
  );
  return `changes ${path}`;
};

/** Adds a file, and names it in the Kustomization of its folder. */
export const addResource: Edit = (desk) => {
  const { files, dice } = desk;
  const path = someGenerated(desk, (candidate) => candidate.endsWith('kustomization.yaml'));
  const lines = path === undefined ? undefined : files.lines(path);
  const list = lines?.findIndex((line) => /^resources:\r?$/.test(line)) ?? -1;
  if (path === undefined || lines === undefined || list < 0) return addFile(desk);
  const name = `own-${dice.below(1_000)}.yaml`;
  files.write(posix.join(posix.dirname(path), name), [
    'apiVersion: v1',
    'kind: ConfigMap',
    'metadata:',
    `  name: ${name.slice(0, -5)}`,
    '',
  ]);
  const items = lines.slice(list + 1).findIndex((line) => !line.startsWith('- '));
  const at = dice.chance(0.5) ? list + 1 : list + 1 + items;
  const cr = lines[list]?.endsWith('\r') === true ? '\r' : '';
  files.write(path, [...lines.slice(0, at), `- ${name}${cr}`, ...lines.slice(at)]);
  return `adds ${name} to ${path}`;
};

/** Saves a file with another kind of line ends. */
export const changeLineEnds: Edit = (desk) => {
  const path = someGenerated(desk);
  const lines = path === undefined ? undefined : desk.files.lines(path);
  if (path === undefined || lines === undefined) return undefined;
  const crlf = lines[0]?.endsWith('\r') === true;
  desk.files.write(
    path,
    lines.map((line, index) =>
      crlf ? line.replace(/\r$/, '') : index < lines.length - 1 ? `${line}\r` : line,
    ),
  );
  return `${path}: saved with ${crlf ? 'LF' : 'CRLF'}`;
};

/** Turns the executable bit of a file around. */
export const changeMode: Edit = (desk) => {
  const path = someFile(desk);
  if (path === undefined) return undefined;
  desk.files.toggleExecutable(path);
  return `${path}: chmod`;
};

/** Puts a link or a folder where a file of the generator was. */
export const putInTheWay: Edit = (desk) => {
  const path = someFile(desk);
  if (path === undefined) return undefined;
  if (desk.dice.chance(0.5)) {
    desk.files.link(path, 'elsewhere');
    return `${path} becomes a link`;
  }
  desk.files.remove(path);
  desk.files.write(`${path}/own-file`, ['mine', '']);
  return `${path} becomes a folder`;
};

/** Makes a file where the generator is about to make one, by that name or by one in other letters. */
export const takeName: Edit = ({ files, coming, dice }) => {
  const free = coming.filter((path) => !files.has(path));
  if (free.length === 0) return undefined;
  const path = dice.pick(free);
  const name = dice.chance(0.3) ? posix.join(posix.dirname(path), posix.basename(path).toUpperCase()) : path;
  files.write(name, ['# mine', 'apiVersion: v1', 'kind: ConfigMap', 'metadata:', '  name: mine', '']);
  return `writes ${name} before the generator does`;
};

/** Takes a marker away, so that its value is a plain one. */
export const removeMarker: Edit = (desk) => {
  const { files } = desk;
  const path = someGenerated(
    desk,
    (candidate) =>
      isManifest(candidate) && files.lines(candidate)?.some((line) => line.includes(' # {"$')) === true,
  );
  const lines = path === undefined ? undefined : files.lines(path);
  if (path === undefined || lines === undefined) return undefined;
  const marked = lines.flatMap((line, index) => (line.includes(' # {"$') ? [index] : []));
  const at = desk.dice.pick(marked);
  files.write(
    path,
    lines.map((line, index) => (index === at ? line.replace(/ # \{"\$[^\r]*/, '') : line)),
  );
  return `${path}: removes the marker of line ${at + 1}`;
};

function someFile({ generated, files, dice }: Desk): string | undefined {
  const there = generated.filter((path) => files.paths().includes(path));
  return there.length === 0 ? undefined : dice.pick(there);
}
