import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { createRequire } from 'node:module';
import type TypeScript from 'typescript';

// Loaded with require: TypeScript 6 is CommonJS and its default import would read every getter.
const ts = createRequire(import.meta.url)('typescript') as typeof TypeScript;

/** A source file as the check sees it. */
export interface SourceFile {
  /** Relative to the workspace, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** A room as the check sees it. */
export interface Room {
  /** Relative to the workspace. */
  readonly path: string;
  /** Name of its package. */
  readonly name: string;
  readonly files: readonly SourceFile[];
  /** Names in `dependencies`, `devDependencies` and `peerDependencies` of its manifest. */
  readonly dependencies: readonly string[];
  /** Entries that its manifest exports, such as `./held-fields`. @default only the main one */
  readonly entries?: readonly string[];
}

/** Every import that the rules do not allow, a sentence each. Tests may import what they need, if it is declared. */
export function findViolations(
  rooms: readonly Room[],
  rules: Readonly<Record<string, readonly string[]>>,
): string[] {
  const byName = new Map(rooms.map((room) => [room.name, room]));
  const violations: string[] = [];
  for (const room of rooms) {
    const allowed = rules[room.path];
    if (allowed === undefined) {
      violations.push(`${room.path} has no entry in the import rules`);
      continue;
    }
    for (const file of room.files) {
      for (const specifier of importsOf(file)) {
        const problem = judge({ specifier, file, room, allowed, byName });
        if (problem !== undefined) violations.push(`${file.path}: ${problem}`);
      }
    }
  }
  return violations;
}

function importsOf(file: SourceFile): readonly string[] {
  return ts.preProcessFile(file.text, true, true).importedFiles.map(({ fileName }) => fileName);
}

function judge(options: {
  readonly specifier: string;
  readonly file: SourceFile;
  readonly room: Room;
  readonly allowed: readonly string[];
  readonly byName: ReadonlyMap<string, Room>;
}): string | undefined {
  const { specifier, file, room, allowed, byName } = options;
  if (specifier.startsWith('node:')) return undefined;
  if (specifier.startsWith('.')) {
    const target = posix.join(dirname(file.path), specifier);
    return target.startsWith(`${room.path}/`) ? undefined : `reaches out of its room to ${target}`;
  }
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  if (name === room.name) return undefined;
  const owner = byName.get(name);
  const target = owner?.path;
  const entry = specifier === name ? '.' : `.${specifier.slice(name.length)}`;
  if (owner !== undefined && entry !== '.' && owner.entries?.includes(entry) !== true)
    return `reaches into ${owner.path}: import ${name}`;
  if (!room.dependencies.includes(name) && !room.dependencies.includes(`@types/${name}`))
    return `imports ${name}, which ${room.path}/package.json does not declare`;
  if (target === undefined || allowed.includes(target) || file.path.endsWith('.test.ts')) return undefined;
  return `may not import ${target} (allowed: ${allowed.join(', ') || 'none'})`;
}

/** Reads a room's manifest. */
export function readManifest(root: string, path: string): Pick<Room, 'name' | 'dependencies' | 'entries'> {
  const manifest = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly devDependencies?: Readonly<Record<string, string>>;
    readonly peerDependencies?: Readonly<Record<string, string>>;
    readonly exports?: Readonly<Record<string, unknown>>;
  };
  const { dependencies, devDependencies, peerDependencies } = manifest;
  return {
    name: manifest.name,
    dependencies: Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies }),
    entries: Object.keys(manifest.exports ?? {}),
  };
}
