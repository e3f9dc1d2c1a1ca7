import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type TypeScript from 'typescript';
import type { Release } from './releases.ts';

// Loaded with require: TypeScript 6 is CommonJS and its default import would read every getter.
const ts = createRequire(import.meta.url)('typescript') as typeof TypeScript;

/**
 * What the entries of a release declare, and what those declarations need of its other sources.
 * @returns Text of each file, by its path below the folder of the bundle
 * @throws {Error} with all that the compiler says against it
 */
export function declarationsOf(options: {
  readonly root: string;
  readonly release: Release;
}): ReadonlyMap<string, string> {
  const { root, release } = options;
  const sources = join(root, release.folder, 'src');
  const host: TypeScript.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => fail([diagnostic]),
  };
  const overrides = {
    composite: false,
    sourceMap: false,
    declaration: true,
    emitDeclarationOnly: true,
    outDir: sources,
  };
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, release.folder, 'tsconfig.json'),
    overrides,
    host,
  );
  const program = ts.createProgram({
    rootNames: Object.values(release.entries).map((entry) => join(root, entry)),
    options: config?.options ?? {},
  });
  const files = new Map<string, string>();
  const { diagnostics } = program.emit(undefined, (path, text) => {
    files.set(relative(sources, path).replaceAll('\\', '/'), text);
  });
  fail(diagnostics);
  return reachable(files, Object.keys(release.entries));
}

/** Sources that only the code needs declare nothing to others. */
function reachable(
  files: ReadonlyMap<string, string>,
  entries: readonly string[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (path: string): void => {
    const text = files.get(path);
    if (text === undefined || found.has(path)) return;
    found.set(path, text);
    for (const { fileName } of ts.preProcessFile(text, true, true).importedFiles) {
      if (fileName.startsWith('.')) visit(join(dirname(path), fileName).replace(/\.[jt]s$/, '.d.ts'));
    }
  };
  for (const entry of entries) visit(`${entry}.d.ts`);
  return found;
}

function fail(diagnostics: readonly TypeScript.Diagnostic[]): void {
  if (diagnostics.length === 0) return;
  throw new Error(
    ts.formatDiagnostics(diagnostics, {
      getCanonicalFileName: (path) => path,
      getCurrentDirectory: () => ts.sys.getCurrentDirectory(),
      getNewLine: () => '\n',
    }),
  );
}
