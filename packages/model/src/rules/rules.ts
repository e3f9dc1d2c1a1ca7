import type { Problem } from '../problem.ts';
import { formatPath } from '../problem.ts';
import { calls } from './calls.ts';
import { clusters } from './clusters.ts';
import { controllers } from './controllers.ts';
import { claimNames, imageNames, platformNames } from './derived-names.ts';
import type { Draft, ImageRule, PlacedImage, PlatformRule, Report, ServiceRule } from './draft.ts';
import { environments } from './environments.ts';
import { images } from './images.ts';
import { namespaces } from './namespaces.ts';
import { builtImages, placeService } from './place-service.ts';
import { ports } from './ports.ts';
import { quota } from './quota.ts';
import { references } from './references.ts';
import { repositories } from './repositories.ts';
import { limitRanges, resources } from './resources.ts';
import { secrets } from './secrets.ts';
import { security } from './security.ts';
import { volumes } from './volumes.ts';

const PLATFORM_RULES: readonly PlatformRule[] = [
  references,
  environments,
  clusters,
  controllers,
  namespaces,
  platformNames,
  limitRanges,
  quota,
];
const SERVICE_RULES: readonly ServiceRule[] = [
  calls,
  ports,
  volumes,
  claimNames,
  security,
  secrets,
  resources,
];
const IMAGE_RULES: readonly ImageRule[] = [repositories, images, imageNames];

/** Every problem across fields: those of the platform, those of each service, those of the images that are built. */
export function problemsOf(draft: Draft): readonly Problem[] {
  const problems: Problem[] = [];
  const report: Report = (path, message) => {
    problems.push({ path: formatPath(path), message });
  };
  for (const rule of PLATFORM_RULES) rule(draft, report);
  // Service by service, because the objects of a large platform do not fit into a processor's cache twice.
  const built: PlacedImage[] = [];
  for (const tenant of Object.values(draft.platform.tenants)) {
    for (const service of Object.values(tenant.services)) {
      const placed = placeService(tenant, service);
      for (const rule of SERVICE_RULES) rule(draft, placed, report);
      built.push(...builtImages(placed));
    }
  }
  for (const rule of IMAGE_RULES) rule(draft, built, report);
  return problems;
}
