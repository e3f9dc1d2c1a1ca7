import { platformJsonSchema } from '@tideway/model';

/** A package as npm gets it: bundled from its sources. */
export interface Release {
  /** Its folder, relative to the repository. */
  readonly folder: string;
  /** Name of each bundled file, without extension, and the source that it starts from, relative to the repository. */
  readonly entries: Readonly<Record<string, string>>;
  /** Whether people compile against it, so that it needs declarations. */
  readonly hasTypes: boolean;
  /** Makes files of data that lie beside the code, by path. @default none */
  readonly data?: () => Readonly<Record<string, string>>;
}

/** What local AWS starts as processes of their own, wherever its code is. */
const localAwsProcesses = {
  daemon: 'packages/local-aws/src/daemon/daemon.ts',
  docker: 'packages/local-aws/src/codebuild/docker/docker.ts',
  'git/credential-helper': 'packages/local-aws/src/git/credential-helper.ts',
} as const;

/**
 * All releases. A process of its own has an entry of its own, named as `new URL(…, import.meta.url)` names it beside the
 * source that starts it: all shared code lies at the top of the bundle, so that the same words find it there.
 */
export const releases = {
  cli: {
    folder: 'packages/cli',
    entries: {
      main: 'packages/cli/src/main.ts',
      ...localAwsProcesses,
    },
    hasTypes: false,
  },
  'local-aws': {
    folder: 'packages/local-aws',
    entries: {
      index: 'packages/local-aws/src/index.ts',
      'certificates/index': 'packages/local-aws/src/certificates/index.ts',
      ...localAwsProcesses,
    },
    hasTypes: true,
  },
  rehearsal: {
    folder: 'packages/rehearsal',
    entries: {
      index: 'packages/rehearsal/src/index.ts',
      'signing-worker': 'packages/rehearsal/src/charts/signing-worker.ts',
    },
    hasTypes: true,
  },
  model: {
    folder: 'packages/model',
    entries: { index: 'packages/model/src/index.ts' },
    hasTypes: true,
    data: () => ({ 'platform.schema.json': `${JSON.stringify(platformJsonSchema(), undefined, 2)}\n` }),
  },
} as const satisfies Readonly<Record<string, Release>>;
