import { condition, type LiveObject } from './live-object.ts';

/** Whether the Ready condition is true for the generation that the object has now. */
export function isReady(object: LiveObject): boolean {
  const ready = condition(object, 'Ready');
  const seen = ready?.observedGeneration ?? object.status?.observedGeneration;
  return ready?.status === 'True' && (seen === undefined || seen === object.metadata.generation);
}

/** What an object says about itself, in one line. */
export function describe(object: LiveObject): string {
  const ready = condition(object, 'Ready') ?? condition(object, 'Available');
  if (!ready) return `it has no condition yet`;
  const text = `${ready.type}=${ready.status} ${ready.reason ?? ''}: ${ready.message ?? ''}`;
  return text.replaceAll(/\s+/g, ' ').slice(0, 500);
}
