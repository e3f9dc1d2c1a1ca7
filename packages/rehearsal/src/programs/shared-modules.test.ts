import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { goModules } from './go-modules.ts';

/** Programs that live on the same client libraries of Kubernetes and of the clouds, each in a module of its own. */
const families = ['flux', 'flux-cli', 'flux-operator', 'helm-controller', 'kwok'];

/** Modules of Flux itself, which each program has as its release pins them; and what no other family can have. */
const own = [
  /^github\.com\/fluxcd\//,
  // The version that flux-operator asks for is replaced there, and not served by itself.
  /^github\.com\/google\/go-containerregistry\/pkg\/authn\/kubernetes$/,
  // Newer ones draw tables by other functions than those that flux calls.
  /^github\.com\/mattn\/go-runewidth$/,
];

function requirements(family: string): readonly (readonly [string, string])[] {
  const lines = readFileSync(join(goModules(), family, 'go.mod'), 'utf8').matchAll(
    /^(?:require )?\s*([a-z][^\s]*\.[^\s]*\/[^\s]+|[a-z][^\s]*\.[a-z]+[^\s]*) (v[^\s]+)(?: \/\/ indirect)?$/gm,
  );
  return [...lines].map(([, module = '', version = '']) => [module, version] as const);
}

test('what two programs of Flux share, Go compiles once: their modules agree on its version', () => {
  const versions = new Map<string, Map<string, string[]>>();
  for (const family of families) {
    const required = requirements(family);
    expect(required.length).toBeGreaterThan(40);
    for (const [module, version] of required) {
      const of = versions.get(module) ?? new Map<string, string[]>();
      of.set(version, [...(of.get(version) ?? []), family]);
      versions.set(module, of);
    }
  }
  const different = [...versions].filter(
    ([module, of]) => of.size > 1 && !own.some((some) => some.test(module)),
  );
  expect(different.map(([module, of]) => [module, Object.fromEntries(of)])).toEqual([]);
});
