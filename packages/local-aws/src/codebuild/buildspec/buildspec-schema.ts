import { z } from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean()], {
  error: 'expected one value: text, a number, true or false',
});
const names = z.record(
  z.string().regex(/^[A-Za-z_]\w*$/, 'expected the name of a variable: letters, digits and "_"'),
  scalar.transform(String),
);
const texts = z.record(z.string(), z.string('expected text'));
const command = z.string(
  'expected a command as text; put it in quotes, or behind "|", where YAML reads something else',
);
const commands = z.array(command, 'expected a list of commands');

const phase = z.strictObject({
  'on-failure': z.enum(['ABORT', 'CONTINUE'], 'expected ABORT or CONTINUE').optional(),
  'runtime-versions': z.record(z.string(), scalar.transform(String)).optional(),
  commands: commands.default([]),
  finally: commands.default([]),
});

const yesOrNo = z.union([
  z.boolean(),
  z.enum(['yes', 'no'], 'expected yes or no').transform((word) => word === 'yes'),
]);

const files = {
  files: z.array(z.string('expected a path or a pattern'), 'expected a list of files'),
  'base-directory': z.string('expected a folder').optional(),
  'discard-paths': yesOrNo.default(false),
};

const artifact = z.strictObject({
  ...files,
  name: z.string().optional(),
  'exclude-paths': z.array(z.string()).default([]),
});

const FORMATS = [
  'JUNITXML',
  'CUCUMBERJSON',
  'TESTNGXML',
  'VISUALSTUDIOTRX',
  'NUNITXML',
  'NUNIT3XML',
  'CLOVERXML',
  'COBERTURAXML',
  'JACOCOXML',
  'SIMPLECOV',
] as const;

/**
 * A buildspec of version 0.2, as far as it is run here
 * (https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html).
 */
export const buildspecSchema = z.strictObject({
  version: z.union([z.literal(0.2), z.literal('0.2')], 'expected 0.2, the only version that is run here'),
  env: z
    .strictObject({
      shell: z.enum(['bash', 'sh'], 'expected bash or sh: both are bash here').optional(),
      variables: names.default({}),
      'parameter-store': texts.default({}),
      'secrets-manager': texts.default({}),
      'exported-variables': z.array(z.string(), 'expected a list of names').default([]),
      'git-credential-helper': yesOrNo.optional(),
    })
    .prefault({}),
  phases: z.strictObject({
    install: phase.optional(),
    pre_build: phase.optional(),
    build: phase.optional(),
    post_build: phase.optional(),
  }),
  reports: z
    .record(z.string(), z.strictObject({ ...files, 'file-format': z.enum(FORMATS).default('JUNITXML') }))
    .default({}),
  artifacts: artifact
    .extend({ 'secondary-artifacts': z.record(z.string(), artifact).default({}) })
    .optional(),
  cache: z.looseObject({}).optional(),
});

/** A buildspec that was checked. */
export type Buildspec = z.infer<typeof buildspecSchema>;

/** Files that a build hands over. */
export type ArtifactFiles = z.infer<typeof artifact>;

/** One phase of a buildspec. */
export type BuildspecPhase = z.infer<typeof phase>;
