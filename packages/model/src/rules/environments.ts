import { cycles } from './cycles.ts';
import type { PlatformRule } from './draft.ts';
import { intact } from './draft.ts';

/** Tags travel from one automated environment, without circles, and one robot at most writes to each environment. */
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
    const clusters = Object.values(platform.clusters).filter(({ environment }) => environment === name);
    if (clusters.length === 1 || !intact(draft, ['clusters'])) continue;
    report(
      ['environments', name, 'images'],
      clusters.length === 0
        ? `automated, but no cluster is in ${name}: Flux's image robot would run nowhere`
        : `automated, but ${clusters.length} clusters are in ${name} (${clusters.map((one) => one.name).join(', ')}): their image robots would overwrite each other's tags`,
    );
  }
};
