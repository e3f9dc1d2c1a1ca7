/** A platform that is generated. */
export interface BenchmarkPlatform {
  readonly id: 'sock-shop' | 'mid' | 'fleet';
  readonly title: string;
  /** Its model, relative to the root of a workspace. */
  readonly file: string;
}

/** Where the models are that no app has. */
export const fleetFolder = 'tools/bench/fleet';

/** From small to big. */
export const platforms: readonly BenchmarkPlatform[] = [
  { id: 'sock-shop', title: 'Sock Shop', file: 'apps/platform/platform.ts' },
  { id: 'mid', title: 'Mid-sized platform', file: `${fleetFolder}/mid.platform.ts` },
  { id: 'fleet', title: 'Fleet', file: `${fleetFolder}/fleet.platform.ts` },
];
