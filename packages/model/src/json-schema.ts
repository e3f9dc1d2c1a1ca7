import * as z from 'zod';
import { FIELD_DESCRIPTIONS } from './field-descriptions.ts';
import { platformSchema } from './schema/platform-schema.ts';

/** A JSON Schema, as an object that can be written as JSON. */
export interface JsonSchema {
  [keyword: string]: unknown;
  title?: string;
  description?: string;
  type?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
}

/**
 * JSON Schema (draft 7, which editors and form generators read best) of what {@link definePlatform} is told.
 * It knows fields, types, patterns and defaults; checks across fields are made by definePlatform only.
 */
export function platformJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(platformSchema, { io: 'input', target: 'draft-7' }) as JsonSchema;
  describeFields(schema, '');
  return { ...schema, title: 'Platform', description: 'A whole platform: what definePlatform is told' };
}

function describeFields(schema: JsonSchema, place: string): void {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const here = place === '' ? name : `${place}.${name}`;
    const description =
      FIELD_DESCRIPTIONS[here] ?? FIELD_DESCRIPTIONS[asInService(here)] ?? FIELD_DESCRIPTIONS[name];
    if (description !== undefined) property.description = description;
    describeFields(property, here);
  }
  if (typeof schema.additionalProperties === 'object')
    describeFields(schema.additionalProperties, `${place}.*`);
  for (const branch of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) describeFields(branch, place);
}

/** A sidecar and the differences of an environment have the fields of their service. */
function asInService(place: string): string {
  return place.replace(/^(tenants\.\*\.services\.\*)\.(?:sidecars|environments)\.\*/, '$1');
}
