import type { Rule } from './rule.ts';
import { crossNamespaceReference } from './rules/cross-namespace-reference.ts';
import { dependsOnCycle } from './rules/depends-on-cycle.ts';
import { dependsOnMissing } from './rules/depends-on-missing.ts';
import { duplicateObject } from './rules/duplicate-object.ts';
import { fileTooLarge } from './rules/file-too-large.ts';
import { fixedPoint } from './rules/fixed-point.ts';
import { fluxMissingPrune } from './rules/flux-missing-prune.ts';
import { fluxMissingRetryInterval } from './rules/flux-missing-retry-interval.ts';
import { fluxMissingTimeout } from './rules/flux-missing-timeout.ts';
import { fluxMissingWait } from './rules/flux-missing-wait.ts';
import { imageLatest } from './rules/image-latest.ts';
import { markerWithoutPolicy } from './rules/marker-without-policy.ts';
import { missingProbes } from './rules/missing-probes.ts';
import { missingResources } from './rules/missing-resources.ts';
import { nameCaseCollision } from './rules/name-case-collision.ts';
import { overlappingAutomations } from './rules/overlapping-automations.ts';
import { overlappingPaths } from './rules/overlapping-paths.ts';
import { patchTargetMissing } from './rules/patch-target-missing.ts';
import { plainSecret } from './rules/plain-secret.ts';
import { podSecurity } from './rules/pod-security.ts';
import { policyWithoutMarker } from './rules/policy-without-marker.ts';
import { remoteBase } from './rules/remote-base.ts';
import { removedApiRule } from './rules/removed-api.ts';
import { render } from './rules/render.ts';
import { roleTooNarrow } from './rules/role-too-narrow.ts';
import { roleTooWide } from './rules/role-too-wide.ts';
import { schema } from './rules/schema.ts';
import { schemaUnknown } from './rules/schema-unknown.ts';
import { selectorMismatch } from './rules/selector-mismatch.ts';
import { serviceAccountMissing } from './rules/service-account-missing.ts';
import { sourceMissing } from './rules/source-missing.ts';
import { sourceProvider } from './rules/source-provider.ts';
import { unappliedFile } from './rules/unapplied-file.ts';
import { yaml } from './rules/yaml.ts';

/** All rules, in the order of the reference. */
export const rules: readonly Rule[] = [
  yaml,
  render,
  schema,
  schemaUnknown,
  removedApiRule,
  unappliedFile,
  nameCaseCollision,
  fileTooLarge,
  imageLatest,
  missingResources,
  missingProbes,
  podSecurity,
  selectorMismatch,
  plainSecret,
  remoteBase,
  patchTargetMissing,
  sourceProvider,
  sourceMissing,
  crossNamespaceReference,
  fluxMissingPrune,
  fluxMissingTimeout,
  fluxMissingRetryInterval,
  fluxMissingWait,
  dependsOnCycle,
  dependsOnMissing,
  overlappingPaths,
  duplicateObject,
  serviceAccountMissing,
  roleTooNarrow,
  roleTooWide,
  markerWithoutPolicy,
  policyWithoutMarker,
  overlappingAutomations,
  fixedPoint,
];
