import type { HeldField } from '@tideway/gitops/held-fields';
import { isMap, isPair, isSeq, parseAllDocuments, visit } from 'yaml';
import type { HeldText } from './held-values.ts';
import { textOf } from './yaml-nodes.ts';

/** Where held fields stand in their documents, whatever their marker: by key of the field, such as `0.images[ui].newTag`. */
export function fieldPlaces(text: string, fields: readonly HeldField[]): ReadonlyMap<string, string> {
  const byStart = new Map(fields.map(({ key, start }) => [start, key]));
  const places = new Map<string, string>();
  const documents = parseAllDocuments(text);
  if (!Array.isArray(documents)) return places;
  for (const [index, document] of documents.entries()) {
    visit(document, {
      Scalar(_key, node, ancestors) {
        const key = byStart.get(node.range?.[0] ?? -1);
        if (key === undefined) return;
        const steps = ancestors.flatMap((ancestor, depth): string[] => {
          if (isPair(ancestor)) return [`.${textOf(ancestor.key) ?? ''}`];
          if (!isSeq(ancestor)) return [];
          const item = ancestors[depth + 1] ?? node;
          const name = isMap(item) ? textOf(item.get('name', true)) : undefined;
          return [`[${name ?? ancestor.items.indexOf(item)}]`];
        });
        places.set(key, `${index}${steps.join('')}`);
      },
    });
  }
  return places;
}

/**
 * Held fields that got another marker: the value stays, whoever writes it from now on.
 *
 * @returns key of the new field to the former one
 */
export function remarked(repository: HeldText, generated: HeldText): ReadonlyMap<string, HeldField> {
  const [theirs, ours] = [keysOf(repository.fields), keysOf(generated.fields)];
  const gone = repository.fields.filter(({ key }) => !ours.has(key));
  const come = generated.fields.filter(({ key }) => !theirs.has(key));
  if (gone.length === 0 || come.length === 0) return new Map();
  const before = fieldPlaces(repository.text, gone);
  const after = fieldPlaces(generated.text, come);
  const byPlace = new Map(gone.map((field) => [before.get(field.key), field]));
  return new Map(
    come.flatMap(({ key }) => {
      const place = after.get(key);
      const former = place === undefined ? undefined : byPlace.get(place);
      return former === undefined ? [] : [[key, former] as const];
    }),
  );
}

function keysOf(fields: readonly HeldField[]): ReadonlySet<string> {
  return new Set(fields.map(({ key }) => key));
}
