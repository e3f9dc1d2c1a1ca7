import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A folder that holds what is to be delivered, as contenders want it that work on files. */
export class SourceFolder {
  readonly path: string;
  #written: ReadonlyMap<string, string> = new Map();

  constructor(path: string) {
    this.path = path;
  }

  /** Makes the folder hold these files; those that are the same keep their time stamp. */
  hold(files: ReadonlyMap<string, string>): void {
    for (const [path, content] of files) {
      if (this.#written.get(path) === content) continue;
      const target = join(this.path, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
    this.#written = files;
  }
}
