import { readFileSync } from 'node:fs';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { undeclaredImports } from './undeclared-imports.ts';

/** What a packed file may hold. */
const wanted =
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|\.jsii|generators\.json|migrations\.json|src\/generators\/[^/]+\/schema\.json|(backstage|bin|bundle|dist|assets|templates|go)\/.+)$/;
/** What nobody needs who installs it. */
const unwanted =
  /^(?!assets\/|templates\/).*(\.(test|testing)\.|\/(testing|fixtures)\/|\/test-[^/]*\.|\.tsbuildinfo$|node_modules\/)/;

/**
 * Everything that is wrong with a packed file: what it holds and imports, its manifest by publint, its types by attw; a
 * sentence each.
 */
export async function checkPacked(file: string): Promise<readonly string[]> {
  const bytes = new Uint8Array(readFileSync(file));
  const types = createPackageFromTarballData(bytes);
  const prefix = `/node_modules/${types.packageName}/`;
  const files = types.listFiles().map((path) => path.slice(prefix.length));
  const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, level: 'warning' });
  const analysis = await checkPackage(types);
  // All packages but one are ES modules, and say so: how CommonJS or a Node without `exports` would see them is no matter.
  const isModule = pkg?.['type'] === 'module';
  const problems = analysis.types === false ? [] : analysis.problems;
  // What has its sources as its only condition is for tests of the repository, and nobody else is told of it.
  const conditionsOf = (entry: string): readonly string[] =>
    Object.keys((pkg?.['exports'] as Readonly<Record<string, object>> | undefined)?.[entry] ?? {});
  const isOurs = (entry: string): boolean => conditionsOf(entry).join() === '@tideway/source';
  const offered = problems.filter((problem) => !('entrypoint' in problem && isOurs(problem.entrypoint)));
  const relevant = offered.filter(
    (problem) =>
      !isModule ||
      !('resolutionKind' in problem) ||
      (problem.resolutionKind !== 'node10' && problem.resolutionKind !== 'node16-cjs'),
  );
  const manifest = (pkg ?? {}) as Readonly<Record<string, unknown>>;
  const names = ['dependencies', 'optionalDependencies', 'peerDependencies'].flatMap((section) =>
    Object.keys((manifest[section] as object | undefined) ?? {}),
  );
  const declared = new Set([types.packageName, ...names]);
  // The code of a Lambda function runs where AWS brings its SDK.
  const here = files.filter((path) => !path.startsWith('dist/lambda/'));
  const texts = here.map((path) => [path, types.readFile(`${prefix}${path}`)] as const);
  return [
    ...(files.includes('LICENSE') || files.includes('bundle/LICENSE') ? [] : ['it holds no LICENSE']),
    ...undeclaredImports(texts, declared),
    ...files.filter((path) => !wanted.test(path)).map((path) => `${path} is no part of a release`),
    ...files.filter((path) => unwanted.test(path)).map((path) => `${path} is for tests only`),
    // Sources are in the repository alone.
    ...files
      .filter((path) => path.endsWith('.map'))
      .map((path) => `${path} maps to a source that is not there`),
    ...messages.map((message) => `publint: ${formatMessage(message, pkg ?? {}) ?? message.code}`),
    ...relevant.map(
      (problem) =>
        `types: ${problem.kind}${'resolutionKind' in problem ? ` (${problem.resolutionKind})` : ''}`,
    ),
  ];
}
