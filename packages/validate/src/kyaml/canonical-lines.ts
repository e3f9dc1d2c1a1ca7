import { isPair, isScalar, isSeq, parseAllDocuments, visit, type CST, type Document } from 'yaml';

/**
 * The lines of YAML text, which has no comments on lines of their own, in kyaml's format: two spaces per
 * level, lists indented as the first list is, nothing folded. Undefined when it can't be read without them.
 */
export function canonicalLines(text: string): readonly string[] | undefined {
  const documents = parseAllDocuments(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    keepSourceTokens: true,
    logLevel: 'silent',
  });
  if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return undefined;
  const indentSeq = hasWideLists(documents as readonly Document[]);
  return documents
    .map((document) => {
      visit(document, (_, node) => {
        if (typeof node === 'object' && node !== null && 'spaceBefore' in node) delete node.spaceBefore;
      });
      return document
        .toString({ lineWidth: 0, indentSeq, flowCollectionPadding: false, directives: false, nullStr: '' })
        .trimEnd();
    })
    .join('\n---\n')
    .split('\n');
}

/** kyaml takes the first list of the file for the style of all; exactly two spaces make it the wide one. */
function hasWideLists(documents: readonly Document[]): boolean {
  let wide: boolean | undefined;
  for (const document of documents) {
    visit(document, (_, node) => {
      if (!isPair(node) || !isSeq(node.value) || node.value.flow === true || !isScalar(node.key))
        return undefined;
      const list = node.value.srcToken as CST.BlockSequence | undefined;
      const key = node.key.srcToken;
      if (list === undefined || key === undefined || !('indent' in key)) return undefined;
      wide = list.indent - key.indent === 2;
      return visit.BREAK;
    });
    if (wide !== undefined) return wide;
  }
  return true;
}
