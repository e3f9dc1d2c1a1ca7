import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Node } from 'yaml';

/** A YAML file as fields: what a person would name as `Deployment/web: spec.replicas`. */
export interface Fields {
  /** Value of each scalar, and `present` for each item of a list without names. */
  readonly values: ReadonlyMap<string, string>;
  /** Maps and lists. */
  readonly containers: ReadonlySet<string>;
  /** Lists whose items have no names: who changes one item changes the list. */
  readonly unnamed: ReadonlySet<string>;
  /** Objects of the file, in their order. */
  readonly documents: readonly string[];
}

/** Separates the parts of a field's path; no key of a manifest has it. */
export const separator = '\u001f';

/** Reads a file as fields; none when it is no sound YAML. */
export function fieldsOf(text: string): Fields | undefined {
  const documents = parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: true });
  if (!Array.isArray(documents)) return new Collector();
  const collector = new Collector();
  const seen = new Map<string, number>();
  for (const document of documents) {
    if (document.errors.length > 0) return undefined;
    const name = identity(document.toJS());
    const occurrence = (seen.get(name) ?? 0) + 1;
    seen.set(name, occurrence);
    const unique = occurrence === 1 ? name : `${name} ${occurrence}`;
    collector.documents.push(unique);
    collector.add(document.contents, unique);
  }
  return collector;
}

/** A field's path for people. */
export function nameOf(path: string): string {
  return path.split(separator).join(' ');
}

/** Whether a path lies inside of a container. */
export function isInside(path: string, container: string): boolean {
  return path.startsWith(container + separator);
}

class Collector implements Fields {
  readonly values = new Map<string, string>();
  readonly containers = new Set<string>();
  readonly unnamed = new Set<string>();
  readonly documents: string[] = [];

  add(node: Node | null, path: string): void {
    if (isMap(node)) {
      this.containers.add(path);
      for (const { key, value } of node.items) {
        this.add(
          value as Node | null,
          path + separator + (isScalar(key) ? String(key.value) : JSON.stringify(key)),
        );
      }
    } else if (isSeq(node)) {
      this.containers.add(path);
      this.addList(node.items as readonly Node[], path);
    } else if (isAlias(node)) {
      this.values.set(path, `*${node.source}`);
    } else {
      this.values.set(path, isScalar(node) ? String(node.value) : '');
    }
  }

  private addList(items: readonly Node[], path: string): void {
    const names = items.map((item) => (isMap(item) ? item.get('name') : undefined));
    if (
      items.length > 0 &&
      names.every((name) => typeof name === 'string') &&
      new Set(names).size === items.length
    ) {
      for (const [index, item] of items.entries())
        this.add(item, `${path}${separator}[${String(names[index])}]`);
      return;
    }
    this.unnamed.add(path);
    const seen = new Map<string, number>();
    for (const item of items) {
      const content = JSON.stringify(item);
      const occurrence = (seen.get(content) ?? 0) + 1;
      seen.set(content, occurrence);
      this.values.set(`${path}${separator}{${content}}${occurrence}`, 'present');
    }
  }
}

function identity(content: unknown): string {
  if (typeof content !== 'object' || content === null) return 'document';
  const { kind, metadata } = content as { readonly kind?: unknown; readonly metadata?: unknown };
  const { name, namespace } = (metadata ?? {}) as { readonly name?: unknown; readonly namespace?: unknown };
  return [kind, namespace, name].filter((part) => typeof part === 'string').join('/') || 'document';
}
