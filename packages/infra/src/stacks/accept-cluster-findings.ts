import type { Cluster } from '@tideway/model';
import type { Stack } from 'aws-cdk-lib/core';
import { accept } from '../assembly/accepted-findings.ts';

/** Accepts what cdk-nag finds in a cluster and in the functions that CDK and the EKS Blueprints bring. */
export function acceptClusterFindings(stack: Stack, { endpoint }: Cluster): void {
  void endpoint;
  accept(stack, []);
}
