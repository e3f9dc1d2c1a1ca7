/**
 * What a Kustomization's text says without being parsed: parsing the thousands of a large repository takes a
 * second, and nearly all of them can be told apart by a look at their text. Each answer is safe: where the
 * text leaves a doubt, the file has to be parsed.
 */

/** Whether the text is surely that of a Kustomization of Kustomize, not of a Component or of anything else. */
export function isPlainKustomization(text: string): boolean {
  if (text.includes('Component')) return false;
  const version = !text.includes('apiVersion') || /^apiVersion: kustomize\.config\.k8s\.io\//m.test(text);
  const kind = !text.includes('kind') || /^kind: Kustomization\s*$/m.test(text);
  return version && kind;
}

/** Whether the text may name a path, which is given as it would be written there: `../base`, `carts.yaml`. */
export function mayName(text: string, relative: string): boolean {
  return text.includes(relative) || isRoundabout(text);
}

/** Whether the text may call a path by another name than the shortest, or through a plugin's configuration. */
function isRoundabout(text: string): boolean {
  return /\\|\/\/|\/\.\/|[^./\s"']\/\.\.|generators|transformers|validators/.test(text);
}
