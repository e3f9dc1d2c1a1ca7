import type { Platform } from '@tideway/model';
import { builtImages } from './images.ts';

/** CodeCommit repositories that a platform's files are delivered to: Flux's own, the tenants', the applications'. */
export function deliveredRepositories(platform: Platform): readonly string[] {
  return [...fluxRepositories(platform), ...sourceRepositories(platform)];
}

/** CodeCommit repositories that Flux follows. */
export function fluxRepositories(platform: Platform): readonly string[] {
  const tenants = Object.values(platform.tenants).map(({ repository }) => repository);
  return [platform.repositories.flux, ...tenants];
}

/** CodeCommit repositories that images are built from. */
export function sourceRepositories(platform: Platform): readonly string[] {
  return [...new Set(builtImages(platform).map(({ image }) => image.source))];
}

/** ECR repositories that images are pushed to. */
export function imageRepositories(platform: Platform): readonly string[] {
  return builtImages(platform).map(({ image }) => image.repository);
}
