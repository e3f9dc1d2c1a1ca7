import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How packed files were built. */
export interface BuildFacts {
  /** Address of the repository. */
  readonly repository: string;
  /** Commit that was built. */
  readonly commit: string;
  /** Who built: the ARN of a CodeBuild project, or another name of a place that builds. */
  readonly builder: string;
  /** Which build it was. */
  readonly invocation: string;
}

/**
 * Says of packed files what they were built from and by whom: an in-toto statement (https://in-toto.io/Statement/v1) with
 * SLSA's provenance (https://slsa.dev/spec/v1.0/provenance) as its predicate. It is not signed: whoever can write it can
 * write the files too.
 */
export interface ProvenanceStatement {
  readonly _type: 'https://in-toto.io/Statement/v1';
  readonly subject: readonly { readonly name: string; readonly digest: { readonly sha256: string } }[];
  readonly predicateType: 'https://slsa.dev/provenance/v1';
  readonly predicate: {
    readonly buildDefinition: {
      readonly buildType: string;
      readonly externalParameters: { readonly repository: string };
      readonly resolvedDependencies: readonly {
        readonly uri: string;
        readonly digest: { readonly gitCommit: string };
      }[];
    };
    readonly runDetails: {
      readonly builder: { readonly id: string };
      readonly metadata: { readonly invocationId: string };
    };
  };
}

/** Name of the statement in the folder of the packed files. */
export const statementFile = 'provenance.json';

/** The statement on the packed files below a folder, in the order of their names. */
export function statementOf(folder: string, facts: BuildFacts): ProvenanceStatement {
  const { repository, commit, builder, invocation } = facts;
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: packedFiles(folder).map((name) => ({ name, digest: { sha256: digestOf(join(folder, name)) } })),
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'https://github.com/changesets/changesets#pack',
        externalParameters: { repository },
        resolvedDependencies: [{ uri: `git+${repository}`, digest: { gitCommit: commit } }],
      },
      runDetails: { builder: { id: builder }, metadata: { invocationId: invocation } },
    },
  };
}

/** Where the packed files below a folder are not those of a statement, a sentence each. */
export function problemsOf(folder: string, { subject }: ProvenanceStatement): readonly string[] {
  const found = packedFiles(folder);
  const stated = new Map(subject.map(({ name, digest }) => [name, digest.sha256]));
  return [
    ...found.filter((name) => !stated.has(name)).map((name) => `${name} is not in ${statementFile}`),
    ...[...stated.keys()].filter((name) => !found.includes(name)).map((name) => `${name} is missing`),
    ...found
      .filter((name) => stated.has(name) && stated.get(name) !== digestOf(join(folder, name)))
      .map((name) => `${name} is not what was built: its SHA-256 differs from that in ${statementFile}`),
  ].sort();
}

function packedFiles(folder: string): readonly string[] {
  return globSync('**/*.tgz', { cwd: folder })
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
}

function digestOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
