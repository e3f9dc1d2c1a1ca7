import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Platform } from '@tideway/model';

// The app builds on this room, so that no import may say its name: TypeScript and Nx allow no circle of projects.
const file = join(import.meta.dirname, '..', '..', '..', 'apps', 'platform', 'platform.ts');
const { default: platform } = (await import(pathToFileURL(file).href)) as { readonly default: Platform };

/** Sock Shop: the platform of this repository. */
export const sockShop: Platform = platform;
