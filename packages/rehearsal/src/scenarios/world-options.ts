import type { Platform } from '@tideway/model';
import type { RehearsedCluster } from '../cluster/rehearsed-cluster.ts';
import type { RehearsalFolder } from '../processes/rehearsal-folder.ts';
import type { Programs } from '../programs/build-programs.ts';
import type { Site } from '../site/site.ts';
import type { OtherClusters } from './other-clusters.ts';

/** What a world is made from. */
export interface WorldOptions {
  readonly platform: Platform;
  /** Path of the model as the headers of the files name it. */
  readonly model: string;
  readonly site: Site;
  readonly cluster: RehearsedCluster;
  readonly folder: RehearsalFolder;
  readonly programs: Programs;
  readonly signal: AbortSignal;
  /** How often the robot and a delivery push at the same time. */
  readonly races: number;
  /** The other clusters of the platform, as far as they run. */
  readonly others: OtherClusters;
  /** Folder of the clones of one person; two who work side by side need one each. @default people */
  readonly people?: string;
}
