import type { ClusterAddons } from '../platform.ts';
import type { KubernetesVersion } from '../platform-input.ts';
import type { ParsedPlatform } from '../schema/platform-schema.ts';
import { defined } from './defined.ts';

/**
 * Goes with every Kubernetes that Flux supports: the newest of `aws eks describe-addon-versions` by August 2026, as
 * public repositories tell, which pin it for clusters of 1.34, 1.35 and 1.36.
 */
const EBS_CSI = 'v1.63.1-eksbuild.1';

/**
 * What goes with a Kubernetes minor version. Every build was published by AWS; whether a Region still offers it, only
 * EKS knows: see docs/how-to/upgrade-kubernetes.md.
 *
 * - 1.34 and 1.35: defaults of `@aws-quickstart/eks-blueprints`, to which a test in `packages/infra` holds them.
 * - 1.36: the tables of "latest version of the Amazon EKS add-on type" in the EKS user guide
 *   (managing-vpc-cni, managing-coredns, managing-kube-proxy) as of 2026-08-20; the Pod Identity agent as EKS
 *   resolved it for a cluster of 1.36 by October 2026.
 */
const DEFAULTS: Readonly<Record<KubernetesVersion, ClusterAddons>> = {
  '1.34': {
    vpcCni: 'v1.20.4-eksbuild.2',
    coreDns: 'v1.12.3-eksbuild.1',
    kubeProxy: 'v1.34.0-eksbuild.2',
    podIdentityAgent: 'v1.3.10-eksbuild.2',
    ebsCsi: EBS_CSI,
  },
  '1.35': {
    vpcCni: 'v1.21.1-eksbuild.1',
    coreDns: 'v1.13.2-eksbuild.3',
    kubeProxy: 'v1.35.0-eksbuild.2',
    podIdentityAgent: 'v1.3.10-eksbuild.2',
    ebsCsi: EBS_CSI,
  },
  '1.36': {
    vpcCni: 'v1.22.4-eksbuild.3',
    coreDns: 'v1.14.3-eksbuild.3',
    kubeProxy: 'v1.36.0-eksbuild.14',
    podIdentityAgent: 'v1.3.10-eksbuild.3',
    ebsCsi: EBS_CSI,
  },
};

/** The exact versions of a cluster's add-ons: those that were written, and those that go with its Kubernetes. */
export function resolveAddons(
  kubernetes: KubernetesVersion,
  written: ParsedPlatform['clusters'][string]['addons'],
): ClusterAddons {
  return { ...DEFAULTS[kubernetes], ...defined(written) };
}
