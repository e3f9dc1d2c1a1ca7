import { isRecord, parseYaml } from './kustomization-file.ts';

/** Something outside of itself that a Kustomization names. */
export interface Reference {
  /** Field of the Kustomization, such as `resources` or `patches[].path`. */
  readonly field: string;
  /** As it is written, relative to the Kustomization's folder, or an address. */
  readonly path: string;
  /** Whether it may be a folder with a Kustomization of its own. */
  readonly mayBeFolder: boolean;
  /** Whether the file configures a plugin, which may name files in turn. */
  readonly configuresPlugin: boolean;
}

const foldersOrFiles = ['resources', 'bases', 'components'];
const plugins = ['generators', 'transformers', 'validators'];
const files = ['crds', 'configurations'];
const patchLists = ['patches', 'patchesJson6902', 'replacements'];
const generators = ['configMapGenerator', 'secretGenerator'];

/** Everything that a Kustomization, a Component or a plugin's configuration names, in order of its fields. */
export function referencesOf(fields: Readonly<Record<string, unknown>>): readonly Reference[] {
  const references: Reference[] = [];
  const add = (field: string, path: unknown, more?: Partial<Reference>): void => {
    if (typeof path !== 'string' || path === '') return;
    references.push({ field, path, mayBeFolder: false, configuresPlugin: false, ...more });
  };
  for (const field of foldersOrFiles) {
    for (const path of list(fields[field])) add(field, path, { mayBeFolder: true });
  }
  for (const field of plugins) {
    for (const path of list(fields[field])) {
      if (typeof path !== 'string' || isInline(path)) continue;
      add(field, path, { mayBeFolder: true, configuresPlugin: true });
    }
  }
  for (const field of files) for (const path of list(fields[field])) add(field, path);
  for (const field of ['patchesStrategicMerge', 'paths']) {
    for (const path of list(fields[field])) if (typeof path === 'string' && !isInline(path)) add(field, path);
  }
  for (const field of patchLists) {
    for (const entry of list(fields[field])) if (isRecord(entry)) add(`${field}[].path`, entry['path']);
  }
  for (const field of generators) {
    for (const entry of list(fields[field])) if (isRecord(entry)) addGenerator(`${field}[].`, entry, add);
  }
  addGenerator('', fields, add);
  if (isRecord(fields['openapi'])) add('openapi.path', fields['openapi']['path']);
  add('path', fields['path']);
  return references;
}

function addGenerator(
  prefix: string,
  entry: Readonly<Record<string, unknown>>,
  add: (field: string, path: unknown) => void,
): void {
  for (const file of list(entry['files'])) {
    if (typeof file === 'string') add(`${prefix}files`, file.slice(file.indexOf('=') + 1));
  }
  for (const file of list(entry['envs'])) add(`${prefix}envs`, file);
  add(`${prefix}env`, entry['env']);
}

/** Plugins and strategic merge patches may stand in the field itself instead of in a file. */
function isInline(text: string): boolean {
  return text.includes('\n') || isRecord(parseYaml(text)[0]);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Whether kustomize would fetch this from elsewhere when no such file exists. */
export function isRemote(path: string): boolean {
  return (
    /^[a-z][a-z0-9+.-]*:/i.test(path) ||
    /^[\w.-]+@[\w.-]+:/.test(path) ||
    /^(www\.)?(github|gitlab|bitbucket)\.\w+\//i.test(path) ||
    /^git-codecommit\./i.test(path) ||
    /[?&](ref|version)=/.test(path) ||
    /\.git(\/|$)/.test(path)
  );
}
