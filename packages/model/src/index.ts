export { definePlatform } from './define-platform.ts';
export { service } from './service-input.ts';
export { built, pinned } from './image.ts';
export { fromSecret } from './from-secret.ts';
export { externalSecrets } from './external-secrets.ts';
export { PlatformError } from './problem.ts';
export { platformJsonSchema } from './json-schema.ts';
export {
  buildStackName,
  claimName,
  codeCommitUrl,
  ecrImage,
  ecrRegistry,
  imagePolicyName,
  reconcilerName,
  roleName,
  secretPath,
} from './names.ts';
export type { Problem } from './problem.ts';
export type { JsonSchema } from './json-schema.ts';
export type { ExternalSecretsOptions } from './external-secrets.ts';
export type {
  ClusterInput,
  ControllerInput,
  EnvironmentInput,
  KubernetesVersion,
  LimitRangeInput,
  PlatformInput,
  QuotaInput,
  TenantInput,
} from './platform-input.ts';
export type {
  ContainerInput,
  PortInput,
  ProbeInput,
  ProbesInput,
  ProbeTimes,
  ResourcesInput,
  SecurityInput,
  ServiceDifferences,
  ServiceInput,
  VolumeInput,
} from './service-input.ts';
export type { BuiltImage, BuiltImageInput, Image, PinnedImage } from './image.ts';
export type {
  AwsTarget,
  ChartVerification,
  Cluster,
  Controller,
  Environment,
  FluxSettings,
  LimitRange,
  NodeGroup,
  Platform,
  Quota,
  Tenant,
} from './platform.ts';
export type {
  Container,
  EnvValue,
  PodSecurityLevel,
  Port,
  Probe,
  ProbeAction,
  Probes,
  ResourceAmounts,
  Resources,
  SecretReference,
  Security,
  Service,
  ServiceInEnvironment,
  ServiceType,
  Volume,
} from './service.ts';
