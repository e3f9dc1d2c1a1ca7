import type { Cluster } from '@tideway/model';
import type { PlatformApp } from '../platform-app.ts';
import { madeResources } from './made-resources.test.fixture.ts';

/** Accounts in kube-system that EKS's add-ons with a role run under. */
export const ADDON_ACCOUNTS: Readonly<Record<string, string>> = {
  'aws-ebs-csi-driver': 'ebs-csi-controller-sa',
};

/** Drivers of volumes that EKS's add-ons bring. */
export const ADDON_DRIVERS: Readonly<Record<string, string>> = { 'aws-ebs-csi-driver': 'ebs.csi.aws.com' };

/** Names of the add-ons that EKS keeps on a cluster. */
export function addonsOf(app: PlatformApp, cluster: Cluster): readonly string[] {
  return madeResources([app.clusters.get(cluster.name)?.cluster])
    .filter(({ type }) => type === 'AWS::EKS::Addon')
    .map(({ properties }) => String(properties['AddonName']));
}
