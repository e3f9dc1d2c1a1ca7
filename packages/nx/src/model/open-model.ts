import { posix } from 'node:path';
import type { SourceFile } from 'typescript';
import { ts } from './typescript.ts';

/** A model as syntax: its file, and whatever it imports by a relative path. Paths are relative to the workspace. */
export interface OpenModel {
  /** Path of the model's own file, with forward slashes. */
  readonly file: string;
  /** A file as it stands now, if there is one. */
  source(path: string): SourceFile | undefined;
  /** Gives a file another text. */
  write(path: string, text: string): void;
  /** Texts that were written and differ from what was read, by path. */
  changes(): Readonly<Record<string, string>>;
}

/** Opens a model. `read` gives the text of a file, if it is there. */
export function openModel(file: string, read: (path: string) => string | undefined): OpenModel {
  const written = new Map<string, string>();
  const parsed = new Map<string, SourceFile>();
  return {
    file,
    source(path) {
      const known = parsed.get(path);
      if (known !== undefined) return known;
      const text = written.get(path) ?? read(path);
      if (text === undefined) return undefined;
      const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
      parsed.set(path, source);
      return source;
    },
    write(path, text) {
      written.set(path, text);
      parsed.delete(path);
    },
    changes: () => Object.fromEntries([...written].filter(([path, text]) => read(path) !== text)),
  };
}

/** Path of a file that another one imports by a relative specifier. */
export function importedPath(from: string, specifier: string): string | undefined {
  return specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : undefined;
}
