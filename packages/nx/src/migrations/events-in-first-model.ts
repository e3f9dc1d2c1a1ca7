import type { Tree } from 'nx/src/devkit-exports.js';

const model = 'apps/platform/platform.ts';

/** What the template wrote up to 0.0.0, word for word; the second is where controllers go, the last what they name. */
const imported = `import { definePlatform } from '@tideway/model';\n`;
const place = `
  // A tenant is a team: one namespace, one Git repository, and rights that end there.
  tenants: {
`;
const production = `    production: { approval: 'pull-request' },\n`;

const controllers = `
  // Helm charts that Flux installs on every cluster before any service. External Secrets brings what services name by
  // fromSecret() from AWS Secrets Manager, and the tokens by which Flux knows who says that something was pushed.
  controllers: {
    'external-secrets': externalSecrets({
      version: '2.14.0',
      environments: { production: { replicaCount: 2, leaderElect: true } },
    }),
  },
`;

/**
 * Puts External Secrets into a model that has no controllers, so that Flux hears of pushes. The model is the team's: only
 * where it is as the template wrote it around that place is something added.
 */
export function eventsInFirstModel(tree: Tree): void {
  const text = tree.exists(model) ? tree.read(model, 'utf-8') : null;
  if (text === null || text.includes('controllers')) return;
  if (![imported, place, production].every((words) => text.split(words).length === 2)) return;
  tree.write(
    model,
    text
      .replace(imported, () => imported.replace('definePlatform', 'definePlatform, externalSecrets'))
      .replace(place, () => controllers + place),
  );
}
