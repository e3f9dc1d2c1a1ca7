import { pathToFileURL } from 'node:url';
import type { Platform } from '@tideway/model';
import { CliError } from './cli-error.ts';
import type { Workspace } from './workspace.ts';

/**
 * Imports the model. Every problem that it has is told at once, each with file and field.
 * @throws CliError `model-invalid`, `model-not-loadable`, `model-missing-export`
 */
export async function loadPlatform(workspace: Workspace): Promise<Platform> {
  let module: { readonly default?: unknown };
  try {
    module = (await import(pathToFileURL(workspace.platformFile).href)) as typeof module;
  } catch (cause) {
    throw explain(cause, workspace.model);
  }
  if (isPlatform(module.default)) return module.default;
  throw new CliError({
    code: 'model-missing-export',
    outcome: 'invalid',
    message: `${workspace.model}: its default export is no platform. Write: export default definePlatform({ … })`,
  });
}

function explain(cause: unknown, model: string): CliError {
  if (cause instanceof Error && 'problems' in cause && Array.isArray(cause.problems)) {
    const problems = (cause.problems as readonly { readonly path: string; readonly message: string }[]).map(
      ({ path, message }) => `${model}: ${path}: ${message}`,
    );
    return new CliError({
      code: 'model-invalid',
      outcome: 'invalid',
      message: `${model} has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}`,
      problems,
      cause,
    });
  }
  const reason =
    cause instanceof Error
      ? (cause.stack?.split('\n').slice(0, 4).join('\n') ?? cause.message)
      : String(cause);
  return new CliError({
    code: 'model-not-loadable',
    outcome: 'invalid',
    message: `${model} could not be loaded: ${reason}`,
    cause,
  });
}

function isPlatform(value: unknown): value is Platform {
  return (
    typeof value === 'object' &&
    value !== null &&
    'tenants' in value &&
    'clusters' in value &&
    'flux' in value
  );
}
