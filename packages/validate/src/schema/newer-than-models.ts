import { formatFieldPath, type FieldPath } from '../source/field-path.ts';

/**
 * What the schemas of `@kubernetes-models/flux-cd` 4.0.0 do not know yet of Flux 2.9.4. Found by filling in
 * every field and every enum value of the CRDs of the controllers' releases and asking the schemas for each.
 */
const fields: Readonly<Record<string, readonly string[]>> = {
  OCIRepository: ['spec.verify.trustedRootSecretRef'],
  Kustomization: ['spec.buildMetadata', 'spec.ignore', 'spec.postBuild.substituteStrategy'],
  HelmRelease: [
    'spec.postRenderStrategy',
    'spec.upgrade.chartNameChangeStrategy',
    'spec.valuesFrom[].literal',
  ],
  Receiver: ['spec.oidcProviders', 'spec.resources[].filter'],
  ImageUpdateAutomation: ['spec.git.commit.signingKey.type'],
};

const values: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  GitRepository: { 'spec.provider': 'aws' },
  Receiver: { 'spec.type': 'generic-oidc' },
};

/** Whether Flux knows a field that the schemas do not. */
export function isNewerField(kind: string, path: FieldPath): boolean {
  return fields[kind]?.includes(withoutIndexes(path)) ?? false;
}

/** Whether Flux takes a value that the schemas refuse. */
export function isNewerValue(kind: string, path: FieldPath, value: unknown): boolean {
  return value !== undefined && values[kind]?.[withoutIndexes(path)] === value;
}

function withoutIndexes(path: FieldPath): string {
  return formatFieldPath(path).replace(/\[\d+\]/g, '[]');
}
