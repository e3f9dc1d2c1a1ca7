import { imagePolicyName } from '../names.ts';
import type { Rule } from './draft.ts';
import { problem } from './draft.ts';
import { containersOf, eachService } from './walk.ts';

/** Every built image has an ECR repository and an ImagePolicy to itself, and is the image of a service. */
export const images: Rule = function* (draft) {
  const repositories = new Map<string, string>();
  const policies = new Map<string, string>();
  for (const placed of eachService(draft)) {
    for (const { path, tenant, service, container } of containersOf(placed)) {
      if (container.image.kind !== 'built') continue;
      const owner = `${service.name} of tenant ${tenant.name}`;
      if (container !== service.container) {
        yield problem(
          [...path, 'image'],
          'a sidecar can not be built here: only the tag of a service itself is followed',
        );
        continue;
      }
      const { repository } = container.image;
      const other = repositories.get(repository);
      if (other)
        yield problem(
          [...path, 'image', 'repository'],
          `ECR repository ${repository} belongs to ${other} already`,
        );
      else repositories.set(repository, owner);
      const policy = imagePolicyName(tenant, service.name);
      const same = policies.get(policy);
      if (same) yield problem(path, `its ImagePolicy ${policy} would have the name of that of ${same}`);
      else policies.set(policy, owner);
    }
  }
};
