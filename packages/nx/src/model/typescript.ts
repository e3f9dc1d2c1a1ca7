import { createRequire } from 'node:module';
import type TypeScript from 'typescript';

/** The compiler, loaded with require: TypeScript 6 is CommonJS and a default import would read every getter. */
export const ts = createRequire(import.meta.url)('typescript') as typeof TypeScript;
