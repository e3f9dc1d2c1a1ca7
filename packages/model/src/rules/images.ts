import { imagePolicyName } from '../names.ts';
import type { Rule } from './draft.ts';

/** Every built image has an ECR repository and an ImagePolicy to itself, and is the image of a service. */
export const images: Rule = ({ services }, report) => {
  const repositories = new Map<string, string>();
  const policies = new Map<string, string>();
  for (const { path: servicePath, tenant, service, containers } of services) {
    for (const { path, container } of containers) {
      if (container.image.kind !== 'built') continue;
      if (container !== service.container) {
        report(
          [...path, 'image'],
          'a sidecar can not be built here: only the tag of a service itself is followed',
        );
        continue;
      }
      const owner = `${service.name} of tenant ${tenant.name}`;
      const { repository } = container.image;
      const other = repositories.get(repository);
      if (other === undefined) repositories.set(repository, owner);
      else
        report([...path, 'image', 'repository'], `ECR repository ${repository} belongs to ${other} already`);
      const policy = imagePolicyName(tenant, service.name);
      const same = policies.get(policy);
      if (same === undefined) policies.set(policy, owner);
      else report(servicePath, `its ImagePolicy ${policy} would have the name of that of ${same}`);
    }
  }
};
