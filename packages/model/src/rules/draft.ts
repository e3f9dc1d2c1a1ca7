import type { BuiltImage } from '../image.ts';
import type { Platform, Tenant } from '../platform.ts';
import type { Path } from '../problem.ts';
import type { ParsedPlatform } from '../schema/platform-schema.ts';
import type { Container, Service } from '../service.ts';

/** A platform that is being checked. */
export interface Draft {
  /** As it was written, broken parts and all. */
  readonly input: unknown;
  /** Without the broken parts. */
  readonly parsed: ParsedPlatform;
  /** Resolved, without the broken parts. */
  readonly platform: Platform;
  /** Places of the broken parts. */
  readonly broken: readonly Path[];
}

/** A service and where it was written. */
export interface PlacedService {
  readonly path: Path;
  readonly tenant: Tenant;
  readonly service: Service;
  /** Its own container first, then the sidecars. */
  readonly containers: readonly PlacedContainer[];
}

/** A container and where it was written. */
export interface PlacedContainer {
  readonly path: Path;
  readonly container: Container;
}

/** An image that is built here, and where its container was written. */
export interface PlacedImage {
  readonly path: Path;
  readonly image: BuiltImage;
  readonly tenant: Tenant;
  readonly service: Service;
  /** Whether it is the image of a sidecar. */
  readonly sidecar: boolean;
}

/** Takes a problem at a place. */
export type Report = (path: Path, message: string) => void;

/** A check across the platform: reports every problem that it finds. */
export type PlatformRule = (draft: Draft, report: Report) => void;

/** A check of one service. */
export type ServiceRule = (draft: Draft, placed: PlacedService, report: Report) => void;

/** A check of all images that are built here. */
export type ImageRule = (draft: Draft, built: readonly PlacedImage[], report: Report) => void;

/** Whether something of a name was written at a place, be it broken; what refers to it is right then. */
export function exists(draft: Draft, name: string, ...path: Path): boolean {
  const here = written(draft.input, path);
  if (typeof here === 'object' && here !== null) return Object.hasOwn(here, name);
  // The place itself is broken: nobody knows what was meant to be there.
  return !intact(draft, path);
}

/** The names at a place, for a message. */
export function known(draft: Draft, ...path: Path): string {
  const here = written(draft.input, path);
  const names = typeof here === 'object' && here !== null ? Object.keys(here) : [];
  return names.length === 0 ? 'there is none' : `known: ${names.join(', ')}`;
}

function written(input: unknown, path: Path): unknown {
  let here = input;
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Readonly<Record<string | number, unknown>>)[key];
  }
  return here;
}

/** Whether nothing at, below or above a place was broken, so that its values can be compared with others. */
export function intact(draft: Draft, owner: Path, ...deeper: Path): boolean {
  if (draft.broken.length === 0) return true;
  const place = [...owner, ...deeper];
  return !draft.broken.some((path) => path.every((key, at) => at >= place.length || place[at] === key));
}
