import { createRequire, isBuiltin } from 'node:module';
import type TypeScript from 'typescript';

// Loaded with require: TypeScript 6 is CommonJS and its default import would read every getter.
const ts = createRequire(import.meta.url)('typescript') as typeof TypeScript;

/** A file of a package: its path below the package and its text. */
export type PackedFile = readonly [path: string, text: string];

/**
 * What the code and the declarations of a package import that its manifest does not promise: whoever installs it alone does
 * not have that. A sentence each.
 * @param declared Names that the manifest depends on, and its own
 */
export function undeclaredImports(
  files: readonly PackedFile[],
  declared: ReadonlySet<string>,
): readonly string[] {
  const found = files
    .filter(([path]) => /\.(m?js|d\.m?ts)$/.test(path))
    .flatMap(([path, text]) =>
      ts
        .preProcessFile(text, true, false)
        .importedFiles.map(({ fileName }) => fileName)
        .filter((specifier) => !/^[./#]/.test(specifier) && !isBuiltin(specifier))
        .map(
          (specifier) => [path, specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')] as const,
        )
        .filter(([, name]) => !declared.has(name))
        .map(([place, name]) => `${place} imports ${name}, which the manifest does not depend on`),
    );
  return [...new Set(found)];
}
