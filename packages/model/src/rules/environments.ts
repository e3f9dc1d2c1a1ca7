import { cycles } from './cycles.ts';
import type { Rule } from './draft.ts';
import { intact, problem } from './draft.ts';

/** Tags travel from one automated environment, without circles, and one robot at most writes to each environment. */
export const environments: Rule = function* (draft) {
  const { parsed, platform } = draft;
  const names = Object.keys(platform.environments);
  for (const circle of cycles(
    new Map(names.map((name) => [name, sourcesOf(platform.environments[name]?.promotesFrom)])),
  )) {
    yield problem(
      ['environments', circle[0] ?? '', 'promotesFrom'],
      `promotion goes in a circle: ${circle.join(' from ')}`,
    );
  }
  for (const [name, { images, promotesFrom }] of Object.entries(parsed.environments)) {
    if (images !== 'automated') continue;
    if (promotesFrom !== undefined) {
      yield problem(
        ['environments', name, 'promotesFrom'],
        `images here are automated, so nothing is promoted to ${name}: leave promotesFrom out, or set images to promoted`,
      );
    }
    const clusters = Object.values(platform.clusters).filter(({ environment }) => environment === name);
    if (clusters.length === 1 || !intact(draft, ['clusters'])) continue;
    yield problem(
      ['environments', name, 'images'],
      clusters.length === 0
        ? `automated, but no cluster is in ${name}: Flux's image robot would run nowhere`
        : `automated, but ${clusters.length} clusters are in ${name} (${clusters.map((one) => one.name).join(', ')}): their image robots would overwrite each other's tags`,
    );
  }
};

function sourcesOf(promotesFrom: string | undefined): readonly string[] {
  return promotesFrom === undefined ? [] : [promotesFrom];
}
