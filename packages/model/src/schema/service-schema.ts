import * as z from 'zod';
import {
  containerFields,
  containerSchema,
  envSchema,
  resourcesSchema,
  volumeDifferencesSchema,
} from './container-schema.ts';
import { byName, expected, fields, list, oneOf, trueOrFalse, wholeNumber } from './expected.ts';
import { annotationKey, dnsLabel, dnsLabelFromLetter } from './kubernetes-names.ts';

const replicas = wholeNumber(1, 100);
const type = oneOf(['ClusterIP', 'NodePort', 'LoadBalancer']);
const annotations = byName(annotationKey, z.string({ error: expected('text') }));

const differences = fields({
  replicas: replicas.optional(),
  type: type.optional(),
  annotations: annotations.optional(),
  resources: resourcesSchema.optional(),
  volumes: volumeDifferencesSchema.optional(),
  env: envSchema.optional(),
});

/** A service. */
export const serviceSchema = fields({
  ...containerFields,
  sidecars: byName(dnsLabel, containerSchema).default({}),
  annotations: annotations.default({}),
  calls: list(dnsLabelFromLetter).default([]),
  exposed: trueOrFalse().default(false),
  replicas: replicas.default(1),
  type: type.default('ClusterIP'),
  environments: byName(dnsLabelFromLetter, differences).default({}),
});

/** A service as zod hands it over. */
export type ParsedService = z.output<typeof serviceSchema>;
