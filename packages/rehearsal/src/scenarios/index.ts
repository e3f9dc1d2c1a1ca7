import { bootstrapFilesStay } from './bootstrap-files-stay.ts';
import { branchChangesNothing } from './branch-changes-nothing.ts';
import { brokenCommitChangesNothing } from './broken-commit-changes-nothing.ts';
import { buildsHaveNoClusterAccess } from './builds-have-no-cluster-access.ts';
import { commitsAreFoundByLooking } from './commits-are-found-by-looking.ts';
import { driftIsCorrected } from './drift-is-corrected.ts';
import { environmentsDifferAsDeclared } from './environments-differ-as-declared.ts';
import { everyChangeIsACommit } from './every-change-is-a-commit.ts';
import { everythingComesFromGit } from './everything-comes-from-git.ts';
import { failingTestChangesNothing } from './failing-test-changes-nothing.ts';
import { fluxIsLockedDown } from './flux-is-locked-down.ts';
import { fluxManagesItself } from './flux-manages-itself.ts';
import { fluxReportsAllReady } from './flux-reports-all-ready.ts';
import { foreignSourcesAreRefused } from './foreign-sources-are-refused.ts';
import { imageToPodsInSeconds } from './image-to-pods-in-seconds.ts';
import { imagesAreFoundByLooking } from './images-are-found-by-looking.ts';
import { killedPartsCatchUp } from './killed-parts-catch-up.ts';
import { laterPushWins } from './later-push-wins.ts';
import { newestBuildByNumber } from './newest-build-by-number.ts';
import { noMarkerNoUpdate } from './no-marker-no-update.ts';
import { nothingByHand } from './nothing-by-hand.ts';
import { otherBranchIsNeverDeployed } from './other-branch-is-never-deployed.ts';
import { overlaysHoldOnlyDifferences } from './overlays-hold-only-differences.ts';
import { overlaysPassTheApi } from './overlays-pass-the-api.ts';
import { pushReachesThePage } from './push-reaches-the-page.ts';
import { redeliveryChangesNothing } from './redelivery-changes-nothing.ts';
import { removedIsPruned } from './removed-is-pruned.ts';
import { robotAndSyncRace } from './robot-and-sync-race.ts';
import { robotChangesOneLine } from './robot-changes-one-line.ts';
import type { Scenario } from './scenario.ts';
import { secondTenantRegistersItself } from './second-tenant-registers-itself.ts';
import { shopIsRunning } from './shop-is-running.ts';
import { syncWithoutTheCluster } from './sync-without-the-cluster.ts';
import { tenPushesEndAtTheNewest } from './ten-pushes-end-at-the-newest.ts';
import { tenantStaysInItsNamespace } from './tenant-stays-in-its-namespace.ts';
import { unsignedChartIsRefused } from './unsigned-chart-is-refused.ts';
import { wrongCredentialsAreSaid } from './wrong-credentials-are-said.ts';

/**
 * Scenarios that run side by side: those of one lane one after the other, the lanes at the same time. Those of different
 * lanes must not be in each other's way.
 */
export type Phase = readonly (readonly Scenario[])[];

/** Every scenario, in phases that run one after the other. */
export const phases: readonly Phase[] = [
  // While other clusters come up and an image waits to be found, nobody else builds or breaks the tenant's repository.
  [
    [
      nothingByHand,
      shopIsRunning,
      everythingComesFromGit,
      overlaysPassTheApi,
      overlaysHoldOnlyDifferences,
      fluxIsLockedDown,
      fluxReportsAllReady,
      buildsHaveNoClusterAccess,
      foreignSourcesAreRefused,
      bootstrapFilesStay,
      fluxManagesItself,
      secondTenantRegistersItself,
    ],
    [driftIsCorrected, branchChangesNothing],
    [imagesAreFoundByLooking],
    [environmentsDifferAsDeclared],
  ],
  // While a commit waits to be found, the robot alone writes.
  [
    [newestBuildByNumber, robotChangesOneLine, imageToPodsInSeconds, killedPartsCatchUp],
    [commitsAreFoundByLooking],
    [unsignedChartIsRefused],
  ],
  // Each of these breaks something that all others need.
  [
    [
      removedIsPruned,
      brokenCommitChangesNothing,
      tenantStaysInItsNamespace,
      wrongCredentialsAreSaid,
      noMarkerNoUpdate,
      redeliveryChangesNothing,
      robotAndSyncRace,
      syncWithoutTheCluster,
      everyChangeIsACommit,
    ],
  ],
  // The group `story`: real builds, one at a time. They keep both processors busy, so they are in nobody's way here.
  [
    [
      pushReachesThePage,
      laterPushWins,
      tenPushesEndAtTheNewest,
      failingTestChangesNothing,
      otherBranchIsNeverDeployed,
    ],
  ],
];

/** Every scenario, in the order in which they are told. */
export const scenarios: readonly Scenario[] = phases.flat(2);
