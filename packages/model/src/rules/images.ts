import { buildStackName, imagePolicyName } from '../names.ts';
import type { ImageRule } from './draft.ts';

/** Every built image has an ECR repository, a stack and an ImagePolicy to itself, and is the image of a service. */
export const images: ImageRule = ({ platform }, built, report) => {
  const repositories = new Map<string, string>();
  const stacks = new Map<string, string>();
  const policies = new Map<string, string>();
  for (const { path, image, tenant, service, sidecar } of built) {
    if (sidecar) {
      report(
        [...path, 'image'],
        'a sidecar can not be built here: only the tag of a service itself is followed',
      );
      continue;
    }
    const owner = `${service.name} of tenant ${tenant.name}`;
    const other = repositories.get(image.repository);
    if (other === undefined) repositories.set(image.repository, owner);
    else
      report(
        [...path, 'image', 'repository'],
        `ECR repository ${image.repository} belongs to ${other} already`,
      );
    const stack = buildStackName(platform, image);
    const alike = stacks.get(stack);
    if (alike === undefined) stacks.set(stack, image.repository);
    else if (alike !== image.repository)
      report(
        [...path, 'image', 'repository'],
        `its stack ${stack} would have the name of that of ${alike}: letters and digits must differ`,
      );
    const policy = imagePolicyName(tenant, service.name);
    const same = policies.get(policy);
    if (same === undefined) policies.set(policy, owner);
    else report(path, `its ImagePolicy ${policy} would have the name of that of ${same}`);
  }
};
