import { fieldOf, isFields, type KubernetesObject } from '../source/kubernetes-object.ts';
import { ajvProblems, type AjvError } from './ajv-problems.ts';
import { durationProblems } from './flux-durations.ts';
import { isNewerField, isNewerValue } from './newer-than-models.ts';
import { record } from './recording.ts';
import type { SchemaCheck, SchemaProblem } from './schemas.ts';

/** A class of `kubernetes-models`: its `validate` runs on `this` and throws an error with Ajv's errors. */
interface Model {
  readonly kind: string;
  readonly prototype: { validate(this: unknown): void };
}

/** The check of a kind of Kubernetes or Flux, undefined when the packages have none. */
export async function modelSchema(apiVersion: string, kind: string): Promise<SchemaCheck | undefined> {
  if (!/^([a-z0-9.-]+\/)?v[a-z0-9]+$/.test(apiVersion) || !/^[A-Z][A-Za-z0-9]*$/.test(kind)) return undefined;
  const isFlux = apiVersion.includes('.fluxcd.io/');
  const model = await modelOf(
    `${isFlux ? '@kubernetes-models/flux-cd' : 'kubernetes-models'}/${apiVersion}/${kind}`,
    kind,
  );
  if (model === undefined) return undefined;
  return (object) => [...modelProblems(model, object), ...(isFlux ? durationProblems(object) : [])];
}

async function modelOf(specifier: string, kind: string): Promise<Model | undefined> {
  try {
    const module: unknown = await import(specifier);
    const model = fieldOf(module, kind);
    return typeof model === 'function' && 'kind' in model ? (model as unknown as Model) : undefined;
  } catch (error) {
    // Node says it with a code, test runners and bundlers with words.
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_MODULE_NOT_FOUND' || code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') return undefined;
    if (/is not exported|cannot find/i.test(message)) return undefined;
    throw error;
  }
}

function modelProblems(model: Model, object: KubernetesObject): readonly SchemaProblem[] {
  const recording = record(object);
  const errors: AjvError[] = [];
  try {
    model.prototype.validate.call(recording.observed);
  } catch (error) {
    if (!isFields(error) || !Array.isArray(error['errors'])) throw error;
    errors.push(...(error['errors'] as AjvError[]));
  }
  const known = ajvProblems(errors, object).filter(
    ({ field }) => !isNewerValue(object.kind, field, fieldOf(object, ...field)),
  );
  const unknown = recording
    .unread()
    .filter((field) => !isNewerField(object.kind, field))
    .map((field) => ({ field, message: 'is no field of this kind' }));
  return [...known, ...unknown];
}
