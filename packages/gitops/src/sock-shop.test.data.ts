import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Platform } from '@tideway/model';
import { generateRepositories, type GeneratedRepository } from './generate-repositories.ts';

// The app builds on this room, so that no import may say its name: TypeScript and Nx allow no circle of projects.
const file = join(import.meta.dirname, '..', '..', '..', 'apps', 'platform', 'platform.ts');
const { default: platform } = (await import(pathToFileURL(file).href)) as { readonly default: Platform };

/** Sock Shop: the platform of this repository. */
export const sockShop: Platform = platform;

const [flux, microservices] = generateRepositories(platform, { model: 'apps/platform/platform.ts' });
if (flux === undefined || microservices === undefined)
  throw new Error('Sock Shop has a flux-repo and a tenant');

/** Its flux-repo. */
export const fluxRepo: GeneratedRepository = flux;

/** Its microservices-repo. */
export const microservicesRepo: GeneratedRepository = microservices;
