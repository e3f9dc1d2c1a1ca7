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

/** Names that were written at a place, also of broken parts: what refers to them is right. */
export function namesAt(draft: Draft, ...path: Path): ReadonlySet<string> {
  let here = draft.input;
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return new Set();
    here = (here as Readonly<Record<string | number, unknown>>)[key];
  }
  return new Set(typeof here === 'object' && here !== null ? Object.keys(here) : []);
}

/** Whether nothing at, below or above a place was broken, so that its values can be compared with others. */
export function intact(draft: Draft, owner: Path, ...deeper: Path): boolean {
  if (draft.broken.length === 0) return true;
  const place = [...owner, ...deeper];
  return !draft.broken.some((path) => path.every((key, at) => at >= place.length || place[at] === key));
}

/** Lists names for a message. */
export function known(names: ReadonlySet<string>): string {
  return names.size === 0 ? 'there is none' : `known: ${[...names].join(', ')}`;
}
