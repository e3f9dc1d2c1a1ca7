import type { SchemaCheck } from './schemas.ts';
import { ajvProblems } from './ajv-problems.ts';

/** The check of a kind for which no package has a schema and Tideway ships its own; undefined for all others. */
export async function ownSchema(apiVersion: string, kind: string): Promise<SchemaCheck | undefined> {
  if (!apiVersion.startsWith('fluxcd.controlplane.io/') && !apiVersion.startsWith('external-secrets.io/')) {
    return undefined;
  }
  const [{ Ajv }, { ownSchemas }] = await Promise.all([import('ajv'), import('./own-schemas.ts')]);
  const schema = ownSchemas[`${apiVersion} ${kind}`];
  if (schema === undefined) return undefined;
  const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
  return (object) => (validate(object) ? [] : ajvProblems(validate.errors ?? [], object));
}
