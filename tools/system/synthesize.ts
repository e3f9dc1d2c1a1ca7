import { networkInterfaces } from 'node:os';
import { PlatformApp } from '@tideway/infra';
import { threeAccounts } from '@tideway/infra/testing';
import type { Platform } from '@tideway/model';

/** Arguments: a folder to write to. Prints what of the machine could have come into the templates. */
const [outdir = ''] = process.argv.slice(2);
// Loaded by its path at run time: no tool depends on an app.
const file = new URL('../../apps/platform/platform.ts', import.meta.url).href;
const { default: sockShop } = (await import(file)) as { readonly default: Platform };
for (const platform of [sockShop, threeAccounts])
  new PlatformApp(platform, { outdir: `${outdir}/${platform.name}` }).synth();
process.stdout.write(
  JSON.stringify({ network: Object.keys(networkInterfaces()), now: new Date().getTime() }),
);
