import { externalSecretsSchemas } from './external-secrets-schemas.ts';
import { fluxInstanceSchemas } from './flux-instance-schema.ts';
import type { JsonSchema } from './json-schema.ts';

/** Schemas of kinds for which no package has one, by `apiVersion kind`. */
export const ownSchemas: Readonly<Record<string, JsonSchema>> = {
  ...fluxInstanceSchemas,
  ...externalSecretsSchemas,
};
