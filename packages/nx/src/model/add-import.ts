import { importedPath, type OpenModel } from './open-model.ts';
import { ts } from './typescript.ts';

/**
 * Imports a name into the model's file: in its place by the alphabet where relative imports are in order, else as the
 * last import.
 */
export function addImport(model: OpenModel, name: string, specifier: string): void {
  const source = model.source(model.file);
  if (source === undefined) return;
  const { text } = source;
  const imports = source.statements.filter((statement) => ts.isImportDeclaration(statement));
  const relative = imports.flatMap((statement) => {
    const from = ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : '';
    return importedPath(model.file, from) === undefined ? [] : [{ statement, from }];
  });
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const line = `import { ${name} } from '${specifier}';`;
  const sorted = relative.every(
    ({ from }, index) => index === 0 || (relative[index - 1]?.from ?? '') <= from,
  );
  const next = sorted ? relative.find(({ from }) => from > specifier) : undefined;
  if (next !== undefined) {
    const at = next.statement.getStart();
    return model.write(model.file, `${text.slice(0, at)}${line}${newline}${text.slice(at)}`);
  }
  const at = imports.at(-1)?.getEnd();
  model.write(
    model.file,
    at === undefined ? `${line}${newline}${text}` : `${text.slice(0, at)}${newline}${line}${text.slice(at)}`,
  );
}

/** Every name that a file declares or imports at its top level. */
export function namesIn(model: OpenModel): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of model.source(model.file)?.statements ?? []) {
    if (ts.isVariableStatement(statement))
      for (const { name } of statement.declarationList.declarations) names.add(name.getText());
    if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name)
      names.add(statement.name.text);
    if (!ts.isImportDeclaration(statement)) continue;
    const { importClause } = statement;
    if (importClause?.name) names.add(importClause.name.text);
    const bindings = importClause?.namedBindings;
    if (bindings && ts.isNamedImports(bindings))
      for (const { name } of bindings.elements) names.add(name.text);
    if (bindings && ts.isNamespaceImport(bindings)) names.add(bindings.name.text);
  }
  return names;
}
