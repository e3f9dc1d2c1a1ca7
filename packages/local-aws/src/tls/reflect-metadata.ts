// @peculiar/x509 asks for the `reflect-metadata` proposal, of which it needs to read and write values on classes.
const metadata = new WeakMap<object, Map<string, unknown>>();

const own = (key: string, target: object): unknown => metadata.get(target)?.get(key);

const inherited = (key: string, target: object): unknown => {
  for (let at: object | null = target; at; at = Object.getPrototypeOf(at) as object | null) {
    if (metadata.get(at)?.has(key)) return own(key, at);
  }
  return undefined;
};

const define = (key: string, value: unknown, target: object): void => {
  metadata.set(target, (metadata.get(target) ?? new Map<string, unknown>()).set(key, value));
};

if (!('getMetadata' in Reflect)) {
  Object.assign(Reflect, { getMetadata: inherited, getOwnMetadata: own, defineMetadata: define });
}
