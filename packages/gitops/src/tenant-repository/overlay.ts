import { ecrImage, type Environment, type Platform, type Tenant } from '@tideway/model';
import { imagePolicyMarker, promotedMarker } from '../held-fields/marker.ts';
import { kustomization } from '../kinds/kustomize-kustomization.ts';
import type { TreeBuilder } from '../tree-builder.ts';
import { toYaml } from '../yaml/to-yaml.ts';
import { withComments } from '../yaml/with-comments.ts';
import { builtImages, type TenantImage } from './built-images.ts';
import { fileOf, modelPath, overlayFolder, patchFileOf } from './layout.ts';
import { secretOverlays } from './secret-overlays.ts';
import { nothingDiffers, serviceOverlay, type ServiceOverlay } from './service-overlay.ts';

/** Adds what one environment does differently: tags, number of pods, and files for services that differ in more. */
export function addOverlay(
  tree: TreeBuilder,
  platform: Platform,
  tenant: Tenant,
  environment: Environment,
): void {
  const folder = overlayFolder(environment.name);
  const differences = differencesOf(tenant, environment);
  tree.addHeld(
    `${folder}/kustomization.yaml`,
    modelPath(tenant),
    overlayKustomization(platform, tenant, environment, differences),
  );
  for (const [service, { resources, patches }] of differences) {
    const from = modelPath(tenant, service);
    if (resources.length > 0) tree.add(`${folder}/${fileOf(service)}`, from, ...resources);
    if (patches.length > 0) tree.add(`${folder}/${patchFileOf(service)}`, from, ...patches);
  }
}

/** The services of a tenant that are not as in the base, with what differs. */
type Differences = ReadonlyMap<string, ServiceOverlay>;

function differencesOf(tenant: Tenant, environment: Environment): Differences {
  const secrets = secretOverlays(tenant, environment.name);
  const differences = new Map<string, ServiceOverlay>();
  for (const service of Object.values(tenant.services)) {
    const settings = service.environments[environment.name] ?? service.base;
    const overlay = serviceOverlay(tenant, service, settings);
    const own = secrets.get(service.name) ?? nothingDiffers;
    if (overlay === nothingDiffers && own === nothingDiffers) continue;
    differences.set(service.name, {
      ...overlay,
      resources: [...overlay.resources, ...own.resources],
      patches: [...own.patches, ...overlay.patches],
    });
  }
  return differences;
}

function overlayKustomization(
  platform: Platform,
  tenant: Tenant,
  environment: Environment,
  differences: Differences,
): string {
  const images = builtImages(tenant);
  const all = [...differences];
  const replicas = all.flatMap(([name, { replicas: count }]) =>
    count === undefined ? [] : [{ name, count }],
  );
  const patches = all.filter(([, overlay]) => overlay.patches.length > 0);
  const resources = all.filter(([, overlay]) => overlay.resources.length > 0);
  const content = kustomization({
    resources: ['../../base', ...resources.map(([service]) => fileOf(service))],
    ...(images.length > 0 && {
      images: images.map(({ image }) => ({
        name: image.repository,
        newName: ecrImage(platform, image),
        newTag: image.firstTag,
      })),
    }),
    ...(replicas.length > 0 && { replicas }),
    ...(patches.length > 0 && { patches: patches.map(([service]) => ({ path: patchFileOf(service) })) }),
  });
  return withComments(
    toYaml([content]),
    images.map((image, position) => ({
      path: ['images', position, 'newTag'],
      comment: tagMarker(tenant, environment, image),
    })),
  );
}

// Registry and repository stay with the model, which knows the account and region; the tag alone is handed over.
function tagMarker(tenant: Tenant, environment: Environment, { policy, service }: TenantImage): string {
  return environment.images === 'automated'
    ? imagePolicyMarker(tenant.namespace, policy)
    : promotedMarker(tenant.name, service);
}
