import { removedApi } from '../removed-apis.ts';
import { isKustomizeKind } from '../landscape/flux-kinds.ts';
import { matchesTarget, targetInWords, type PatchTarget } from '../landscape/patch-target.ts';
import type { Landscape, RenderedRoot } from '../landscape/landscape.ts';
import { example, type Rule } from '../rule.ts';
import type { FieldPath } from '../source/field-path.ts';
import { fieldOf, isFields, listAt, type KubernetesObject } from '../source/kubernetes-object.ts';
import type { SourceDocument } from '../source/source-file.ts';
import { posix } from 'node:path';

const base = {
  'flux-repo/apps/base/kustomization.yaml': 'resources:\n  - sync.yaml\n',
  'flux-repo/apps/base/sync.yaml': example`
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata:
      name: sock-shop
      namespace: sock-shop
  `,
} as const;

const overlay = (version: string): string => `resources:
  - ../base
patches:
  - patch: |-
      - op: add
        path: /spec/path
        value: ./deploy/overlays/development
    target:
      group: kustomize.toolkit.fluxcd.io
      version: ${version}
      kind: Kustomization
`;

/** A patch with a target finds something to change. */
export const patchTargetMissing: Rule = {
  id: 'patch-target-missing',
  title: 'A patch with a target finds something to change',
  severity: 'error',
  why: 'Kustomize passes over a patch whose target is nowhere, without a word: the path, the account or the annotation that it should have set is not there.',
  fix: 'Correct the target; leave `version` out of it, so that it still fits after an upgrade.',
  example: {
    breaks: { ...base, 'flux-repo/apps/development/kustomization.yaml': overlay('v1beta2') },
    keeps: { ...base, 'flux-repo/apps/development/kustomization.yaml': overlay('v1') },
  },
  *check(landscape) {
    for (const { name, yaml } of landscape.repositories) {
      for (const file of yaml.values()) {
        const [document] = file.documents;
        if (document === undefined || !isKustomization(document)) continue;
        const targets = targetsIn(document);
        if (targets.length === 0) continue;
        const roots = rootsWith(landscape, name, posix.dirname(file.path));
        const candidates = candidatesOf(landscape, roots);
        if (candidates.length === 0) continue;
        for (const { target, field } of targets) {
          if (candidates.some((object) => matchesTarget(object, target))) continue;
          yield { at: { document, field }, message: messageOf(target, candidates) };
        }
      }
    }
    for (const { kustomization: object, root } of landscape.clusters.flatMap(({ steps }) => steps)) {
      if (object === undefined) continue;
      const candidates = candidatesOf(landscape, root === undefined ? [] : [root]);
      for (const [index, patch] of listAt(object.object, 'spec', 'patches').entries()) {
        const target = fieldOf(patch, 'target');
        // What Flux adds often guards against objects that may come: only a version that can't come is wrong.
        if (!isFields(target) || !isOutdated(target, candidates)) continue;
        yield {
          at: { object, field: ['spec', 'patches', index, 'target'] },
          message: messageOf(target, candidates),
        };
      }
    }
  },
};

function isKustomization({ file, value }: SourceDocument): boolean {
  const named = /^kustomization\.ya?ml$|^Kustomization$/.test(posix.basename(file.path));
  return (
    named &&
    isFields(value) &&
    (value['apiVersion'] === undefined || isKustomizeKind(value as KubernetesObject))
  );
}

function targetsIn({
  value,
}: SourceDocument): readonly { readonly target: PatchTarget; readonly field: FieldPath }[] {
  return ['patches', 'patchesJson6902'].flatMap((list) =>
    listAt(value, list).flatMap((patch, index) => {
      const target = fieldOf(patch, 'target');
      return isFields(target) ? [{ target, field: [list, index, 'target'] }] : [];
    }),
  );
}

function rootsWith({ roots }: Landscape, repository: string, folder: string): readonly RenderedRoot[] {
  return roots.filter((root) => root.repository === repository && root.folders.has(folder));
}

/** Objects as they were declared and as they came out: kustomize matches a target against both. */
function candidatesOf(
  { repositories }: Landscape,
  roots: readonly RenderedRoot[],
): readonly KubernetesObject[] {
  return roots.flatMap((root) => {
    const yaml = repositories.find(({ name }) => name === root.repository)?.yaml;
    if (root.objects.length === 0) return [];
    const declared = [...root.files].flatMap((path) => yaml?.get(path)?.documents ?? []);
    return [
      ...root.objects.map(({ object }) => object),
      ...declared.flatMap(({ object }) => (object === undefined ? [] : [object])),
    ];
  });
}

function isOutdated(target: PatchTarget, candidates: readonly KubernetesObject[]): boolean {
  const { version, group, kind } = target;
  if (typeof version !== 'string' || candidates.some((object) => matchesTarget(object, target))) return false;
  const apiVersion = typeof group === 'string' && group !== '' ? `${group}/${version}` : version;
  const anyVersion = { ...target, version: undefined };
  return (
    removedApi(apiVersion, String(kind)) !== undefined ||
    candidates.some((object) => matchesTarget(object, anyVersion))
  );
}

function messageOf(target: PatchTarget, candidates: readonly KubernetesObject[]): string {
  const said = `changes nothing: no object is ${targetInWords(target)}`;
  if (typeof target['version'] !== 'string') return said;
  const other = candidates.find((object) => matchesTarget(object, { ...target, version: undefined }));
  return other === undefined
    ? said
    : `${said}; there is ${other.apiVersion} ${other.kind} ${other.metadata.name}`;
}
