/** Kustomize could not be found, unpacked or run. The message says what failed, why and what to do next. */
export class KustomizeError extends Error {
  override readonly name = 'KustomizeError';
}
