#!/usr/bin/env node
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';

if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(
    `tideway needs Node 24 or newer; this is ${process.versions.node}. In its repository "npx tideway" has one.\n`,
  );
  process.exit(2);
}

nodeModule.enableCompileCache();

// In the repository the packages run from their TypeScript sources, in a release from the bundle.
if (existsSync(new URL('../src/main.ts', import.meta.url))) {
  nodeModule.registerHooks({
    resolve: (specifier, context, next) =>
      specifier.startsWith('@tideway/')
        ? next(specifier, { ...context, conditions: [...(context.conditions ?? []), '@tideway/source'] })
        : next(specifier, context),
  });
  await import('../src/main.ts');
} else {
  await import('../bundle/main.js');
}
