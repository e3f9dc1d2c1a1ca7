import { ts } from '../../model/typescript.ts';

/** Names that a service's own file imports. */
const imported = ['built', 'pinned', 'service'];

/** Name of the variable for a service: `carts-db` becomes `cartsDb`, and `cartsDbService` where that is taken. */
export function variableName(service: string, taken: ReadonlySet<string>): string {
  const words = service.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const camel = words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
  const free = (name: string): boolean => !taken.has(name) && !imported.includes(name) && isIdentifier(name);
  let name = free(camel) ? camel : `${/^[A-Za-z]/.test(camel) ? camel : ''}Service`;
  while (!free(name)) name += '2';
  return name;
}

function isIdentifier(name: string): boolean {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, name);
  return scanner.scan() === ts.SyntaxKind.Identifier && scanner.getTokenText() === name;
}
