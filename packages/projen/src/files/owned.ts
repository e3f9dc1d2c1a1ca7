import type { Project } from 'projen';
import { JsonFile } from 'projen/lib/json';
import { TextFile } from 'projen/lib/textfile';

/**
 * A text file that is the template's, with a comment at its top that says so.
 * @param options.comment What a comment starts with, such as `//`
 * @param options.first Line that must stand before the comment, such as `#!/usr/bin/env bash`
 */
export function ownedText(
  project: Project,
  path: string,
  options: {
    readonly comment: string;
    readonly text: string;
    readonly first?: string;
    readonly executable?: boolean;
  },
): void {
  const file = new TextFile(project, path, { executable: options.executable ?? false });
  if (options.first !== undefined) file.addLine(options.first);
  file.addLine(`${options.comment} ${file.marker ?? ''}`.trimEnd());
  for (const line of options.text.trimEnd().split('\n')) file.addLine(line);
  file.addLine('');
}

/** A JSON file that is the template's. */
export function ownedJson(
  project: Project,
  path: string,
  obj: object,
  options: { readonly marker?: boolean } = {},
): void {
  new JsonFile(project, path, { obj, marker: options.marker ?? true });
}
