import { bootstrapFilesStay } from './bootstrap-files-stay.ts';
import { branchChangesNothing } from './branch-changes-nothing.ts';
import { brokenCommitChangesNothing } from './broken-commit-changes-nothing.ts';
import { buildsHaveNoClusterAccess } from './builds-have-no-cluster-access.ts';
import { driftIsCorrected } from './drift-is-corrected.ts';
import { environmentsDifferAsDeclared } from './environments-differ-as-declared.ts';
import { everyChangeIsACommit } from './every-change-is-a-commit.ts';
import { everythingComesFromGit } from './everything-comes-from-git.ts';
import { fluxIsLockedDown } from './flux-is-locked-down.ts';
import { fluxManagesItself } from './flux-manages-itself.ts';
import { fluxReportsAllReady } from './flux-reports-all-ready.ts';
import { foreignSourcesAreRefused } from './foreign-sources-are-refused.ts';
import { imageToPodsInSeconds } from './image-to-pods-in-seconds.ts';
import { killedPartsCatchUp } from './killed-parts-catch-up.ts';
import { newestBuildByNumber } from './newest-build-by-number.ts';
import { noMarkerNoUpdate } from './no-marker-no-update.ts';
import { nothingByHand } from './nothing-by-hand.ts';
import { overlaysPassTheApi } from './overlays-pass-the-api.ts';
import { redeliveryChangesNothing } from './redelivery-changes-nothing.ts';
import { removedIsPruned } from './removed-is-pruned.ts';
import { robotAndSyncRace } from './robot-and-sync-race.ts';
import { robotChangesOneLine } from './robot-changes-one-line.ts';
import type { Scenario } from './scenario.ts';
import { secondTenantRegistersItself } from './second-tenant-registers-itself.ts';
import { shopIsRunning } from './shop-is-running.ts';
import { syncWithoutTheCluster } from './sync-without-the-cluster.ts';
import { tenantStaysInItsNamespace } from './tenant-stays-in-its-namespace.ts';
import { unsignedChartIsRefused } from './unsigned-chart-is-refused.ts';
import { wrongCredentialsAreSaid } from './wrong-credentials-are-said.ts';

/** Every scenario, in the order in which they run. */
export const scenarios: readonly Scenario[] = [
  nothingByHand,
  shopIsRunning,
  everythingComesFromGit,
  overlaysPassTheApi,
  fluxIsLockedDown,
  fluxReportsAllReady,
  buildsHaveNoClusterAccess,
  foreignSourcesAreRefused,
  driftIsCorrected,
  branchChangesNothing,
  removedIsPruned,
  brokenCommitChangesNothing,
  tenantStaysInItsNamespace,
  wrongCredentialsAreSaid,
  unsignedChartIsRefused,
  secondTenantRegistersItself,
  newestBuildByNumber,
  robotChangesOneLine,
  noMarkerNoUpdate,
  redeliveryChangesNothing,
  bootstrapFilesStay,
  fluxManagesItself,
  imageToPodsInSeconds,
  robotAndSyncRace,
  killedPartsCatchUp,
  syncWithoutTheCluster,
  environmentsDifferAsDeclared,
  everyChangeIsACommit,
];
