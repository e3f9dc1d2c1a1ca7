/** A platform that is generated. */
export interface BenchmarkPlatform {
  readonly id: 'sock-shop' | 'mid' | 'fleet';
  readonly title: string;
  /** Its model, relative to the repository's root. */
  readonly file: string;
}

/** From small to big. */
export const platforms: readonly BenchmarkPlatform[] = [
  { id: 'sock-shop', title: 'Sock Shop', file: 'apps/platform/platform.ts' },
  { id: 'mid', title: 'Mid-sized platform', file: 'tools/bench/fleet/mid.platform.ts' },
  { id: 'fleet', title: 'Fleet', file: 'tools/bench/fleet/fleet.platform.ts' },
];
