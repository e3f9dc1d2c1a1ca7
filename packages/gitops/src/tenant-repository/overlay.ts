import {
  ecrImage,
  type Environment,
  type Platform,
  type Service,
  type ServiceInEnvironment,
  type Tenant,
} from '@tideway/model';
import { imagePolicyMarker, promotedMarker } from '../held-fields/marker.ts';
import { kustomization } from '../kinds/kustomize-kustomization.ts';
import type { TreeBuilder } from '../tree-builder.ts';
import { toYaml } from '../yaml/to-yaml.ts';
import { withComments } from '../yaml/with-comments.ts';
import { builtImages, type TenantImage } from './built-images.ts';
import { fileOf, modelPath, overlayFolder, patchFileOf } from './layout.ts';
import { secretOverlays } from './secret-overlays.ts';
import { nothingDiffers, serviceOverlay, type ServiceOverlay } from './service-overlay.ts';

/** Adds what one environment does differently: tags, number of pods, and partial objects per service. */
export function addOverlay(
  tree: TreeBuilder,
  platform: Platform,
  tenant: Tenant,
  environment: Environment,
): void {
  const folder = overlayFolder(environment.name);
  const resources: string[] = [];
  const patches: { readonly path: string }[] = [];
  const replicas: { readonly name: string; readonly count: number }[] = [];
  const secrets = secretOverlays(tenant, environment.name);
  for (const service of Object.values(tenant.services)) {
    const own = withSecrets(
      overlayOf(tenant, service, service.environments[environment.name]),
      secrets.get(service.name),
    );
    const from = modelPath(tenant, service.name);
    if (own.resources.length > 0) {
      resources.push(fileOf(service.name));
      tree.add(`${folder}/${fileOf(service.name)}`, from, ...own.resources);
    }
    if (own.patches.length > 0) {
      patches.push({ path: patchFileOf(service.name) });
      tree.add(`${folder}/${patchFileOf(service.name)}`, from, ...own.patches);
    }
    if (own.replicas !== undefined) replicas.push({ name: service.name, count: own.replicas });
  }
  const images = builtImages(tenant);
  const content = kustomization({
    resources: ['../../base', ...resources],
    ...(images.length > 0 && {
      images: images.map(({ image }) => ({
        name: image.repository,
        newName: ecrImage(platform, image),
        newTag: image.firstTag,
      })),
    }),
    ...(replicas.length > 0 && { replicas }),
    ...(patches.length > 0 && { patches }),
  });
  tree.addHeld(
    `${folder}/kustomization.yaml`,
    modelPath(tenant),
    withComments(
      toYaml([content]),
      images.map((image, position) => ({
        path: ['images', position, 'newTag'],
        comment: markerOf(tenant, environment, image),
      })),
    ),
  );
}

function overlayOf(
  tenant: Tenant,
  service: Service,
  settings: ServiceInEnvironment | undefined,
): ServiceOverlay {
  return settings === undefined ? nothingDiffers : serviceOverlay(tenant, service, settings);
}

function withSecrets(overlay: ServiceOverlay, secrets: ServiceOverlay | undefined): ServiceOverlay {
  if (secrets === undefined) return overlay;
  return {
    ...overlay,
    resources: [...overlay.resources, ...secrets.resources],
    patches: [...overlay.patches, ...secrets.patches],
  };
}

function markerOf(tenant: Tenant, environment: Environment, image: TenantImage): string {
  return environment.images === 'automated'
    ? imagePolicyMarker(tenant.namespace, image.policy)
    : promotedMarker(tenant.name, image.name);
}
