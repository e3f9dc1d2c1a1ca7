import { cycles } from './cycles.ts';
import type { PlatformRule } from './draft.ts';

/** Controllers wait for each other without circles. */
export const controllers: PlatformRule = ({ platform }, report) => {
  const edges = new Map(Object.values(platform.controllers).map(({ name, dependsOn }) => [name, dependsOn]));
  for (const circle of cycles(edges)) {
    report(['controllers', circle[0] ?? '', 'dependsOn'], `waits for itself: ${circle.join(' needs ')}`);
  }
};
