import type { Tree } from 'nx/src/devkit-exports.js';
import { addEntry, asText } from '../../model/add-entry.ts';
import { findObject } from '../../model/find-object.ts';
import { changePlatform, type PlatformOptions } from '../change-platform.ts';
import {
  type ClusterArguments,
  type ClusterSettings,
  clusterValue,
  textSettings,
} from '../cluster/cluster-value.ts';
import { differences } from '../differences.ts';

/** Options of `nx g @tideway/nx:environment`: the environment's own, and those of its first cluster. */
export interface EnvironmentOptions extends PlatformOptions, Omit<ClusterSettings, 'environment'> {
  /** DNS label. */
  readonly name: string;
  /**
   * Environment that it comes before on the way to production.
   * @default the last one
   */
  readonly before?: string;
  /**
   * How its deliveries are approved: `none` or `pull-request`.
   * @default none
   */
  readonly approval?: string;
  /**
   * Who writes its image tags: `automated` or `promoted`.
   * @default promoted
   */
  readonly images?: string;
  /**
   * Name of its first cluster.
   * @default the name and `-cluster`
   */
  readonly cluster?: string;
}

/** Adds a stage on the way to production, with a cluster, because the model wants one for each. */
export async function environmentGenerator(
  tree: Tree,
  given: ClusterArguments<EnvironmentOptions>,
): Promise<void> {
  const options = textSettings(given);
  const { name, approval, images } = options;
  const clusterOf = (environment: string): string => options.cluster ?? `${environment}-cluster`;
  await changePlatform(tree, options, {
    kind: 'environment',
    name,
    exists: ({ environments }) => Object.hasOwn(environments, name),
    differences: ({ environments, clusters }) =>
      differences(
        { approval, images, cluster: options.cluster },
        {
          ...environments[name],
          cluster: clusters[clusterOf(name)]?.environment === name ? clusterOf(name) : undefined,
        },
      ),
    edit: (model, facts, name) => {
      const cluster = clusterOf(name);
      const names = Object.keys(facts.environments);
      const before = options.before ?? names.at(-1);
      const settings = [
        ...(images === undefined ? [] : [`images: ${asText(images)}`]),
        ...(approval === undefined ? [] : [`approval: ${asText(approval)}`]),
      ];
      addEntry(model, findObject(model, ['environments']), {
        name,
        value: settings.length === 0 ? '{}' : `{ ${settings.join(', ')} }`,
        before,
      });
      const wrong = [
        ...(before === undefined || names.includes(before)
          ? []
          : [`--before: unknown environment ${before}; there are ${names.join(', ')}`]),
        ...(Object.hasOwn(facts.clusters, cluster)
          ? [`--cluster: ${cluster} is there already, in ${facts.clusters[cluster]?.environment ?? ''}`]
          : []),
      ];
      if (!Object.hasOwn(facts.clusters, cluster)) {
        const value = clusterValue({ ...options, environment: name }, facts);
        addEntry(model, findObject(model, ['clusters']), { name: cluster, value });
      }
      return wrong;
    },
  });
}
