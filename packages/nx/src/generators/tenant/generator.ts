import type { Tree } from 'nx/src/devkit-exports.js';
import { addEntry, asText } from '../../model/add-entry.ts';
import { findObject } from '../../model/find-object.ts';
import { changePlatform, type PlatformOptions } from '../change-platform.ts';
import { differences } from '../differences.ts';

/** Options of `nx g @tideway/nx:tenant`. */
export interface TenantOptions extends PlatformOptions {
  /** DNS label. */
  readonly name: string;
  /**
   * CodeCommit repository of its manifests.
   * @default the name and `-repo`
   */
  readonly repository?: string;
  /** @default the name */
  readonly namespace?: string;
}

/** Adds a team to the model: a namespace, a Git repository, rights that end there; no service yet. */
export async function tenantGenerator(tree: Tree, options: TenantOptions): Promise<void> {
  const { name, namespace } = options;
  await changePlatform(tree, options, {
    kind: 'tenant',
    name,
    exists: ({ tenants }) => Object.hasOwn(tenants, name),
    differences: ({ tenants }) =>
      differences(
        { repository: options.repository, namespace },
        { repository: tenants[name]?.repository, namespace: tenants[name]?.namespace },
      ),
    edit: (model, _facts, name) => {
      const repository = options.repository ?? `${name}-repo`;
      const lines = [
        ...(namespace === undefined ? [] : [`  namespace: ${asText(namespace)},`]),
        `  repository: ${asText(repository)},`,
        '  services: {},',
      ];
      addEntry(model, findObject(model, ['tenants']), { name, value: `{\n${lines.join('\n')}\n}` });
      return [];
    },
  });
}
