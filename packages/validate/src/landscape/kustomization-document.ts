import type { Place } from '../rule.ts';
import { listAt } from '../source/kubernetes-object.ts';
import type { SourceRepository } from '../source/source-repository.ts';

/** The place in a Kustomization's file at which a field has an entry; the file, when it is not found there. */
export function kustomizationDocument(
  repository: SourceRepository,
  path: string,
  field: string | undefined,
  value: string | undefined,
): Place {
  const document = repository.yaml.get(path)?.documents[0];
  if (document === undefined || field === undefined) return { repository: repository.name, path };
  const name = field.split('[')[0] ?? field;
  const entries = listAt(document.value, name).map((entry) => JSON.stringify(entry));
  const index = entries.findIndex(
    (entry) => value !== undefined && entry.includes(JSON.stringify(value).slice(1, -1)),
  );
  return { document, field: index === -1 ? [name] : [name, index] };
}
