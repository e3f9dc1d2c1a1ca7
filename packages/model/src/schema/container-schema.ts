import * as z from 'zod';
import { byName, expected, fields, list, oneOf, someText, trueOrFalse, wholeNumber } from './expected.ts';
import { imageSchema } from './image-schema.ts';
import {
  capability,
  containerPath,
  dnsLabel,
  dnsSubdomain,
  portName,
  secretKey,
  urlPath,
  variableName,
} from './kubernetes-names.ts';
import { byteQuantity, cpuQuantity } from './quantities.ts';

const portNumber = wholeNumber(1, 65535);

const port = z.union([
  portNumber,
  fields({ port: portNumber, targetPort: portNumber.optional(), published: trueOrFalse().default(true) }),
]);

const probe = fields({
  http: urlPath.optional(),
  port: portName.optional(),
  tcp: portName.optional(),
  exec: list(someText('an argument')).min(1, { error: 'expected a command, got an empty list' }).optional(),
  initialDelaySeconds: wholeNumber(0, 3600).default(0),
  periodSeconds: wholeNumber(1, 3600).optional(),
  timeoutSeconds: wholeNumber(1, 3600).default(3),
  failureThreshold: wholeNumber(1, 1000).optional(),
}).check(({ value, issues }) => {
  const { http, tcp, exec, port } = value;
  const ways = [http, tcp, exec].filter((way) => way !== undefined).length;
  if (ways !== 1) {
    issues.push({ code: 'custom', input: value, message: `expected one of http, tcp and exec, got ${ways}` });
  } else if (port !== undefined && http === undefined) {
    issues.push({ code: 'custom', input: value, path: ['port'], message: 'only http takes a port apart' });
  }
});

const secretReference = fields({ kind: z.literal('secret'), secret: dnsSubdomain, key: secretKey });

// The message never shows the value: it may be a password.
const variable = z.union([z.string({ error: 'expected text or fromSecret(…)' }), secretReference]);

/** Environment variables by name. */
export const envSchema = byName(variableName, variable);

const amounts = fields({ cpu: cpuQuantity.optional(), memory: byteQuantity.optional() });

/** Requests and limits of a container. */
export const resourcesSchema = fields({ requests: amounts.prefault({}), limits: amounts.prefault({}) });

const userId = wholeNumber(0, 2_147_483_647);

const security = fields({
  level: oneOf(['restricted', 'baseline', 'privileged']).default('restricted'),
  reason: someText('the reason of the exception').optional(),
  runAsNonRoot: trueOrFalse().default(true),
  runAsUser: userId.optional(),
  runAsGroup: userId.optional(),
  fsGroup: userId.optional(),
  readOnlyRootFilesystem: trueOrFalse().default(true),
  addCapabilities: list(capability).default([]),
});

const volumeFields = {
  mountPath: containerPath,
  kind: oneOf(['memory', 'disk', 'persistent']),
  size: byteQuantity,
  storageClass: dnsSubdomain.optional(),
};

/** Differences of volumes in one environment. */
export const volumeDifferencesSchema = byName(dnsLabel, fields(volumeFields).partial());

const command = list(z.string({ error: expected('text') }));

/** The fields that the service's own container and a sidecar have in common. */
export const containerFields = {
  image: imageSchema,
  command: command.optional(),
  args: command.optional(),
  env: envSchema.default({}),
  ports: byName(portName, port).default({}),
  probes: fields({
    startup: probe.optional(),
    liveness: probe.optional(),
    readiness: probe.optional(),
  }).default({}),
  resources: resourcesSchema.prefault({}),
  security: security.prefault({}),
  volumes: byName(dnsLabel, fields(volumeFields)).default({}),
};

/** A sidecar. */
export const containerSchema = fields(containerFields);

/** A container as zod hands it over. */
export type ParsedContainer = z.output<typeof containerSchema>;

/** A probe as zod hands it over. */
export type ParsedProbe = z.output<typeof probe>;
