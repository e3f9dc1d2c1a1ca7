#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { enableCompileCache, registerHooks } from 'node:module';

enableCompileCache();

// In the repository the packages run from their TypeScript sources, in a release from dist.
if (existsSync(new URL('../src/main.ts', import.meta.url))) {
  registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier, { ...context, conditions: [...(context.conditions ?? []), '@tideway/source'] }),
  });
  await import('../src/main.ts');
} else {
  await import('../dist/main.js');
}
