import type { Project } from 'projen';
import { FileBase } from 'projen/lib/file';
import { JsonFile } from 'projen/lib/json';

/** What prettier leaves alone: JSON of the template, which has the form of JSON.stringify, and what tools write. */
export class PrettierIgnore extends FileBase {
  private readonly patterns: readonly string[];

  constructor(project: Project, patterns: readonly string[]) {
    super(project, '.prettierignore');
    this.patterns = patterns;
  }

  protected synthesizeContent(): string {
    const json = this.project.files.filter(
      (file) => file instanceof JsonFile && file.path !== 'package.json',
    );
    return [`# ${this.marker ?? ''}`.trimEnd(), ...this.patterns, ...json.map(({ path }) => path), ''].join(
      '\n',
    );
  }
}
