import type { BuildProject } from '@tideway/local-aws';
import { ecrImage, type Platform } from '@tideway/model';

/**
 * The CodeBuild projects of a platform on local AWS, one for each image that is built, with the variables that its
 * pipeline gives on AWS. Other than that one they build every branch; only `main` gets tags that Flux follows.
 */
export function buildProjects(platform: Platform): readonly BuildProject[] {
  const projects = new Map<string, BuildProject>();
  for (const tenant of Object.values(platform.tenants)) {
    for (const service of Object.values(tenant.services)) {
      for (const { image } of [service.container, ...service.sidecars]) {
        if (image.kind !== 'built' || projects.has(image.repository)) continue;
        const uri = ecrImage(platform, image);
        projects.set(image.repository, {
          name: service.name,
          repository: image.source,
          // Where a delivery keeps what it generated last.
          exceptBranches: ['tideway/*'],
          environmentVariables: { REPOSITORY_URI: uri, REPOSITORY_HOST: uri.split('/')[0] ?? '' },
        });
      }
    }
  }
  return [...projects.values()];
}
