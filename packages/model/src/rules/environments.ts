import { cycles } from './cycles.ts';
import type { PlatformRule } from './draft.ts';
import { intact } from './draft.ts';

/** Tags travel without circles, and an automated environment has a cluster for its image robot to run on. */
export const environments: PlatformRule = (draft, report) => {
  const { parsed, platform } = draft;
  const all = Object.values(platform.environments);
  const edges = new Map(
    all.map(({ name, promotesFrom }) => [name, promotesFrom === undefined ? [] : [promotesFrom]]),
  );
  for (const circle of cycles(edges)) {
    report(
      ['environments', circle[0] ?? '', 'promotesFrom'],
      `promotion goes in a circle: ${circle.join(' from ')}`,
    );
  }
  for (const [name, { images, promotesFrom }] of Object.entries(parsed.environments)) {
    if (images !== 'automated') continue;
    if (promotesFrom !== undefined) {
      report(
        ['environments', name, 'promotesFrom'],
        `images here are automated, so nothing is promoted to ${name}: leave promotesFrom out, or set images to promoted`,
      );
    }
    if (!intact(draft, ['clusters'])) continue;
    if (Object.values(platform.clusters).some(({ environment }) => environment === name)) continue;
    report(
      ['environments', name, 'images'],
      `automated, but no cluster is in ${name}: Flux's image robot would run nowhere`,
    );
  }
};
