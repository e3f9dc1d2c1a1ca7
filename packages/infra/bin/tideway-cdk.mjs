#!/usr/bin/env node
import { existsSync } from 'node:fs';

// In the repository from its TypeScript source, in a release compiled.
const source = new URL('../src/cdk-command/run-cdk.ts', import.meta.url);
const compiled = new URL('../dist/src/cdk-command/run-cdk.js', import.meta.url);
const { runCdk } = await import(existsSync(source) ? source.href : compiled.href);

process.exitCode = await runCdk(process.argv.slice(2));
