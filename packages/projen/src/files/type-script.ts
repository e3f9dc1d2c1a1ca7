import type { Project } from 'projen';
import { ownedJson } from './owned';

/** The compiler's settings: one base for all packages, and a root that builds them all. */
export function typeScript(
  project: Project,
  options: { readonly references: readonly string[]; readonly conditions: readonly string[] },
): void {
  ownedJson(project, 'tsconfig.base.json', {
    compilerOptions: {
      target: 'es2024',
      lib: ['es2024'],
      module: 'nodenext',
      moduleResolution: 'nodenext',
      ...(options.conditions.length > 0 && { customConditions: options.conditions }),
      types: ['node'],
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noImplicitOverride: true,
      noImplicitReturns: true,
      noFallthroughCasesInSwitch: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      erasableSyntaxOnly: true,
      verbatimModuleSyntax: true,
      allowImportingTsExtensions: true,
      rewriteRelativeImportExtensions: true,
      composite: true,
      declaration: true,
      sourceMap: true,
      skipLibCheck: true,
      forceConsistentCasingInFileNames: true,
    },
  });
  ownedJson(project, 'tsconfig.projen.json', {
    extends: './tsconfig.base.json',
    compilerOptions: { composite: false, declaration: false, sourceMap: false, noEmit: true },
    include: ['.projenrc.ts', 'projenrc/**/*.ts'],
  });
  ownedJson(project, 'tsconfig.json', {
    files: [],
    references: options.references.map((folder) => ({ path: `./${folder}` })),
  });
}
