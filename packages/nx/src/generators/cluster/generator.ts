import type { Tree } from 'nx/src/devkit-exports.js';
import { addEntry } from '../../model/add-entry.ts';
import { findObject } from '../../model/find-object.ts';
import { changePlatform, type PlatformOptions } from '../change-platform.ts';
import { differences } from '../differences.ts';
import { type ClusterArguments, type ClusterSettings, clusterValue, textSettings } from './cluster-value.ts';

/** Options of `nx g @tideway/nx:cluster`. */
export interface ClusterOptions extends PlatformOptions, ClusterSettings {
  /** DNS label. */
  readonly name: string;
}

/** Adds a cluster to an environment of the model. */
export async function clusterGenerator(tree: Tree, given: ClusterArguments<ClusterOptions>): Promise<void> {
  const options = textSettings(given);
  const { name, environment, kubernetes, cidr, account, region } = options;
  await changePlatform(tree, options, {
    kind: 'cluster',
    name,
    exists: ({ clusters }) => Object.hasOwn(clusters, name),
    differences: ({ clusters }) => {
      const { aws, ...there } = clusters[name] ?? {};
      return differences({ environment, kubernetes, cidr, account, region }, { ...there, ...aws });
    },
    edit: (model, facts, name) => {
      addEntry(model, findObject(model, ['clusters']), { name, value: clusterValue(options, facts) });
      return [];
    },
  });
}
