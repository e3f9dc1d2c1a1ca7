import type { KubernetesObject } from '../source/kubernetes-object.ts';
import type { FieldPath } from '../source/field-path.ts';
import { modelSchema } from './model-schema.ts';
import { ownSchema } from './own-schema.ts';

/** A field that does not fit its kind's schema. */
export interface SchemaProblem {
  readonly field: FieldPath;
  readonly message: string;
}

/** Checks an object against the schema of its kind. */
export type SchemaCheck = (object: KubernetesObject) => readonly SchemaProblem[];

/** Checks by `apiVersion kind`; a kind without an entry has no schema here. */
export type Schemas = ReadonlyMap<string, SchemaCheck>;

/** Name of a kind in {@link Schemas}. */
export function schemaKey(object: KubernetesObject): string {
  return `${object.apiVersion} ${object.kind}`;
}

/** Loads the schemas that these objects need, and no others: all of Kubernetes takes a second. */
export async function loadSchemas(objects: readonly KubernetesObject[]): Promise<Schemas> {
  const kinds = new Map(objects.map((object) => [schemaKey(object), object]));
  const loaded = await Promise.all(
    [...kinds].map(async ([key, { apiVersion, kind }]) => {
      const check = (await modelSchema(apiVersion, kind)) ?? (await ownSchema(apiVersion, kind));
      return [key, check] as const;
    }),
  );
  return new Map(loaded.flatMap(([key, check]) => (check === undefined ? [] : [[key, check]])));
}
