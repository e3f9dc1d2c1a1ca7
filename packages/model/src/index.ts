export type { BuiltImage, Image, PinnedImage } from './image.ts';
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
export {
  codeCommitUrl,
  ecrImage,
  ecrRegistry,
  imagePolicyName,
  reconcilerName,
  secretPath,
} from './names.ts';
