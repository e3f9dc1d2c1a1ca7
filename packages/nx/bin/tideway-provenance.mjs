#!/usr/bin/env node
import { existsSync } from 'node:fs';

// In the repository from its TypeScript source, in a release compiled.
const source = new URL('../src/provenance/main.ts', import.meta.url);
await import(existsSync(source) ? source.href : new URL('../dist/provenance/main.js', import.meta.url).href);
