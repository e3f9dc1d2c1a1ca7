export { fetchesSecrets, secretsController } from './fetches-secrets.ts';
export { fluxInstance } from './flux-instance.ts';
export { runsImageRobot } from './image-robot.ts';
export {
  fluxNamespace,
  fluxSecretFolder,
  fluxSource,
  imagesReceiverName,
  receiverSecret,
  runtimeConfigMap,
  tenantSyncName,
} from './names.ts';
export { defaultStorageClass, ebsDriver } from './storage-class.ts';
