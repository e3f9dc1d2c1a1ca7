/**
 * Program: imports a model with some files replaced by texts, and prints what it is or what is wrong with it.
 * A process of its own, because Node keeps what it has imported, and a generator looks before and after its edit.
 * Reads {@link Evaluation} as JSON from standard input.
 */
import { registerHooks, type ResolveFnOutput, type ResolveHookContext } from 'node:module';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import type { Evaluation, Verdict } from './verdict.ts';

const { file, replaced } = JSON.parse(await text(process.stdin)) as Evaluation;
const sources = new Map(Object.entries(replaced).map(([path, source]) => [pathToFileURL(path).href, source]));

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith('.') && context.parentURL !== undefined) {
      const url = new URL(specifier, context.parentURL).href;
      if (sources.has(url)) return { url, format: 'module-typescript', shortCircuit: true };
    }
    return resolveSource(specifier, context, next) ?? next(specifier, context);
  },
  load(url, context, next) {
    const source = sources.get(url);
    return source === undefined
      ? next(url, context)
      : { format: 'module-typescript', source, shortCircuit: true };
  },
});

/** A package of Tideway from its sources, where they are: in its repository, and in no release. */
function resolveSource(
  specifier: string,
  context: ResolveHookContext,
  next: (specifier: string, context?: Partial<ResolveHookContext>) => ResolveFnOutput,
): ResolveFnOutput | undefined {
  if (!specifier.startsWith('@tideway/')) return undefined;
  try {
    return next(specifier, { ...context, conditions: [...context.conditions, '@tideway/source'] });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

process.stdout.write(JSON.stringify(await judge()));

async function judge(): Promise<Verdict> {
  try {
    const module = (await import(pathToFileURL(file).href)) as { readonly default?: Verdict['platform'] };
    if (module.default !== undefined) return { platform: module.default, problems: [] };
    return { problems: ['its default export is no platform. Write: export default definePlatform({ … })'] };
  } catch (error) {
    if (error instanceof Error && 'problems' in error && Array.isArray(error.problems)) {
      const problems = error.problems as readonly { readonly path: string; readonly message: string }[];
      return { problems: problems.map(({ path, message }) => `${path}: ${message}`) };
    }
    return {
      problems: [`it could not be loaded: ${error instanceof Error ? error.message : String(error)}`],
    };
  }
}
