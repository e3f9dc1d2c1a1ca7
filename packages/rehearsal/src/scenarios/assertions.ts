/** A promise that was not kept, in words. */
export class PromiseBroken extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PromiseBroken';
  }
}

/** @throws PromiseBroken when something is not so */
export function assert(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new PromiseBroken(otherwise);
}

/** @throws PromiseBroken with both values when they differ */
export function assertEqual<Value>(actual: Value, expected: Value, what: string): void {
  const [seen, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (seen !== wanted) throw new PromiseBroken(`${what}: expected ${wanted}, got ${seen}`);
}
