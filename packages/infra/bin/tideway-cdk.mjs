#!/usr/bin/env node
import { runCdk } from '../src/cdk-command/run-cdk.ts';

process.exitCode = await runCdk(process.argv.slice(2));
