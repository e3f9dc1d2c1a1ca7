import type { Volume } from '@tideway/model';
import type { DeploymentStrategy } from '../kinds/deployment.ts';
import { keepsData } from './pod-volumes.ts';

/**
 * Kubernetes' own defaults. They are written down because Flux only removes fields that it set itself: a running
 * Deployment that gets its first persistent volume would keep them, and the API server refuses them there.
 */
const rolling: DeploymentStrategy = {
  type: 'RollingUpdate',
  rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' },
};

/** Two pods must never write to one persistent volume; everything else is replaced without a gap. */
export function strategyFor(volumes: readonly Volume[]): DeploymentStrategy {
  return keepsData(volumes) ? { type: 'Recreate' } : rolling;
}
