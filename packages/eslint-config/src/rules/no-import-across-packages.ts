import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Rule } from 'eslint';

/** Folder of the package that a file belongs to: the nearest one upwards with a package.json. */
function packageOf(file: string): string | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** A relative import stays in its package: what another one offers has a name, and a version. */
export const noImportAcrossPackages: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'Relative imports stay inside of their package' },
    schema: [],
    messages: {
      across: "'{{specifier}}' reaches into another package. Import that package by its name.",
    },
  },
  create: (context) => {
    const home = packageOf(context.filename);
    const look = (node: Rule.Node, source: unknown): void => {
      if (home === undefined || typeof source !== 'string' || !source.startsWith('.')) return;
      const target = resolve(dirname(context.filename), source);
      const inside = !relative(home, target).startsWith(`..${sep}`);
      // A package may lie inside of another one, as in the root of a workspace.
      if (inside && packageOf(target) === home) return;
      context.report({ node, messageId: 'across', data: { specifier: source } });
    };
    return {
      ImportDeclaration: (node) => look(node, node.source.value),
      ExportNamedDeclaration: (node) => look(node, node.source?.value),
      ExportAllDeclaration: (node) => look(node, node.source.value),
      ImportExpression(node) {
        if (node.source.type === 'Literal') look(node, node.source.value);
      },
    };
  },
};
