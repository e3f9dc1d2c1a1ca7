import type { Controller, Environment, Platform } from '@tideway/model';
import { kustomization } from '../kinds/kustomize-kustomization.ts';
import type { KustomizePatch } from '../kinds/kustomize-patch.ts';
import { fileOf } from '../tenant-repository/layout.ts';
import type { TreeBuilder } from '../tree-builder.ts';
import { toYaml } from '../yaml/to-yaml.ts';
import { chartSource, controllerNamespace, helmRelease, releaseIdentity } from './helm-controller-objects.ts';
import { isBuiltInNamespace } from './names.ts';
import { defaultStorageClass, storageClass } from './storage-class.ts';

const folder = 'infrastructure/controllers';

/** Adds what Flux installs on every cluster first: storage, which a chart may claim, and the Helm charts of the model. */
export function addControllerFiles(tree: TreeBuilder, platform: Platform): void {
  const controllers = Object.values(platform.controllers);
  // No name of a controller holds a dot.
  const storage = `${defaultStorageClass}.storage-class.yaml`;
  tree.add(
    `${folder}/base/kustomization.yaml`,
    'controllers',
    kustomization({ resources: [storage, ...controllers.map(({ name }) => fileOf(name))] }),
  );
  tree.add(`${folder}/base/${storage}`, 'clusters', storageClass());
  const declared = new Set<string>();
  for (const controller of controllers) {
    const { name, namespace } = controller;
    const isNew = !isBuiltInNamespace(namespace) && !declared.has(namespace);
    declared.add(namespace);
    tree.add(
      `${folder}/base/${fileOf(name)}`,
      `controllers.${name}`,
      ...(isNew ? [controllerNamespace(namespace)] : []),
      chartSource(platform, controller),
      helmRelease(platform, controller),
    );
  }
  for (const environment of Object.values(platform.environments)) {
    const patches = controllers.flatMap((controller) => valuesPatch(controller, environment));
    tree.add(
      `${folder}/overlays/${environment.name}/kustomization.yaml`,
      'controllers',
      kustomization({ resources: ['../../base'], ...(patches.length > 0 && { patches }) }),
    );
  }
}

function valuesPatch(controller: Controller, environment: Environment): readonly KustomizePatch[] {
  const values = controller.environments[environment.name];
  if (values === undefined || Object.keys(values).length === 0) return [];
  return [{ patch: toYaml([{ ...releaseIdentity(controller), spec: { values } }]) }];
}
