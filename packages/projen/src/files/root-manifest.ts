import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from 'projen';
import { JsonFile } from 'projen/lib/json';
import { readLedger } from '../converge/ledger';
import { mergeManifest, namesGiven, type Manifest } from './merge-manifest';

/** The package.json at the root, which the template and the team fill together. */
export class RootManifest extends JsonFile {
  private readonly template: Manifest;

  /** @param options.template What the template gives; `//` is added */
  constructor(project: Project, options: { readonly template: Manifest; readonly isNew: boolean }) {
    const root = project.outdir;
    super(project, 'package.json', {
      readonly: false,
      obj: () =>
        mergeManifest({
          template: options.template,
          // What `npm init` writes into an empty folder is nobody's.
          present: options.isNew ? onlyFromFiles(readManifest(root)) : readManifest(root),
          before: readLedger(root).manifest,
        }),
    });
    this.template = options.template;
  }

  /** Names in each section that the template gives. */
  get given(): Record<string, readonly string[]> {
    return namesGiven(this.template);
  }
}

function readManifest(root: string): Manifest {
  const file = join(root, 'package.json');
  if (!existsSync(file)) return {};
  const manifest = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Manifest);
  // The marker is added where the file is written.
  return Object.fromEntries(manifest.filter(([key]) => key !== '//'));
}

function onlyFromFiles({ devDependencies = {} }: Manifest): Manifest {
  const entries = Object.entries(devDependencies as Record<string, string>);
  return { devDependencies: Object.fromEntries(entries.filter(([, spec]) => spec.startsWith('file:'))) };
}
