import type { BuiltImage } from './image.ts';
import type { Cluster, Platform, Tenant } from './platform.ts';

/** HTTPS address of a CodeCommit repository in the platform's account and region. */
export function codeCommitUrl(platform: Platform, repository: string): string {
  return `https://git-codecommit.${platform.aws.region}.${dnsSuffix(platform)}/v1/repos/${repository}`;
}

/** Host name of the platform's ECR registry. */
export function ecrRegistry(platform: Platform): string {
  return `${platform.aws.account}.dkr.ecr.${platform.aws.region}.${dnsSuffix(platform)}`;
}

function dnsSuffix({ aws }: Platform): string {
  return aws.region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
}

/** ECR address of a built image, without a tag. */
export function ecrImage(platform: Platform, image: BuiltImage): string {
  return `${ecrRegistry(platform)}/${image.repository}`;
}

/** ServiceAccount that Flux impersonates for a tenant. */
export function reconcilerName(tenant: Tenant): string {
  return `${tenant.name}-reconciler`;
}

/** ImagePolicy of a built service; its ImageRepository has the same name. */
export function imagePolicyName(tenant: Tenant, service: string): string {
  return `${tenant.name}-${service}`;
}

/** Path of a tenant's secret in AWS Secrets Manager. */
export function secretPath(platform: Platform, tenant: Tenant, secret: string): string {
  return `${platform.name}/${tenant.name}/${secret}`;
}

/** IAM role that a controller assumes on a cluster by EKS Pod Identity. */
export function roleName(platform: Platform, cluster: Cluster, controller: string): string {
  return `${platform.name}-${cluster.name}-${controller}`;
}

/** CloudFormation stack with the pipeline that builds an image. */
export function buildStackName(platform: Platform, image: BuiltImage): string {
  return `${platform.name}-${image.repository.replace(/[^a-zA-Z0-9]+/g, '-')}-build`;
}

/** PersistentVolumeClaim of a service's persistent volume. */
export function claimName(service: string, volume: string): string {
  return `${service}-${volume}`;
}
