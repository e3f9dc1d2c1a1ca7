import type { Expression, Node, ObjectLiteralExpression, SourceFile } from 'typescript';
import { importedPath, type OpenModel } from './open-model.ts';
import { ts } from './typescript.ts';

/** A part of the model that no generator can edit, because it is not written as an object. */
export class NotAnObject extends Error {
  override readonly name = 'NotAnObject';
}

/**
 * The object that a part of the model is written as: what `definePlatform` is given, then the properties of the path.
 * Variables are followed, also into files that are imported.
 * @throws NotAnObject when a part is missing or made by code
 */
export function findObject(model: OpenModel, path: readonly string[]): ObjectLiteralExpression {
  const main = model.source(model.file);
  if (main === undefined) throw new NotAnObject('no such file');
  let here = objectOf(model, platformArgument(main), 'definePlatform(…)');
  for (const [depth, name] of path.entries()) {
    const place = path.slice(0, depth + 1).join('.');
    const value = valueOf(here, name);
    if (value === undefined) throw new NotAnObject(`${place} is not written as a property`);
    here = objectOf(model, value, place);
  }
  return here;
}

/** The value of a property that is written out, with or without quotes around its name. */
export function valueOf(object: ObjectLiteralExpression, name: string): Expression | undefined {
  for (const property of object.properties) {
    if (nameOf(property) !== name) continue;
    if (ts.isShorthandPropertyAssignment(property)) return property.name;
    if (ts.isPropertyAssignment(property)) return property.initializer;
  }
  return undefined;
}

/** Name of a property, without quotes; nothing where it is computed or there is none. */
export function nameOf(property: ObjectLiteralExpression['properties'][number]): string | undefined {
  const { name } = property;
  return name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : undefined;
}

function platformArgument(main: SourceFile): Expression {
  const search = (node: Node): Expression | undefined => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'definePlatform') return node.arguments[0];
    return ts.forEachChild(node, search);
  };
  const found = search(main);
  if (found === undefined) throw new NotAnObject('it does not call definePlatform');
  return found;
}

function objectOf(model: OpenModel, node: Expression, place: string): ObjectLiteralExpression {
  if (ts.isObjectLiteralExpression(node)) return node;
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node))
    return objectOf(model, node.expression, place);
  const declared = ts.isIdentifier(node) ? declarationOf(model, node.text, node.getSourceFile()) : undefined;
  if (declared !== undefined) return objectOf(model, declared, place);
  throw new NotAnObject(`${place} is made by code: ${node.getText().split('\n', 1)[0] ?? ''}`);
}

/** What a variable of a file, or one that it imports, is set to. */
function declarationOf(model: OpenModel, name: string, source: SourceFile): Expression | undefined {
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations)
        if (declaration.name.getText() === name) return declaration.initializer;
    }
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
    const binding = bindings.elements.find((element) => element.name.text === name);
    const path = importedPath(source.fileName, statement.moduleSpecifier.text);
    const from = binding && path !== undefined ? model.source(path) : undefined;
    if (binding && from) return declarationOf(model, (binding.propertyName ?? binding.name).text, from);
  }
  return undefined;
}
