/** The part of JSON Schema that our own schemas use. */
export interface JsonSchema {
  readonly type?: 'object' | 'array' | 'string' | 'boolean' | 'integer';
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly enum?: readonly string[];
  readonly pattern?: string;
}

/** Any text. */
export const text: JsonSchema = { type: 'string' };

/** `true` or `false`. */
export const flag: JsonSchema = { type: 'boolean' };

/** Anything: a part that is not looked into. */
export const anything: JsonSchema = {};

/** A map from text to text. */
export const texts: JsonSchema = { type: 'object', additionalProperties: text };

/** One of these words. */
export function oneOf(...values: readonly string[]): JsonSchema {
  return { type: 'string', enum: values };
}

/** A list of something. */
export function listOf(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

/** A map with these fields and no others. */
export function fields(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = [],
): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false };
}

/** A whole object of a kind. */
export function kind(
  apiVersion: string,
  name: string,
  spec: JsonSchema,
): Readonly<Record<string, JsonSchema>> {
  const schema = fields(
    { apiVersion: text, kind: text, metadata: { type: 'object' }, spec, status: anything },
    ['apiVersion', 'kind', 'metadata', 'spec'],
  );
  return { [`${apiVersion} ${name}`]: schema };
}
