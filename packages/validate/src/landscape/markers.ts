import { readHeldFields } from '@tideway/gitops/held-fields';
import type { SourceFile } from '../source/source-file.ts';
import { fieldOf } from '../source/kubernetes-object.ts';
import type { SourceRepository } from '../source/source-repository.ts';

/** What Flux looks for before it reads a file. */
const token = '"$imagepolicy"';

/** A scalar that Flux's image automation writes. */
export interface Marker {
  readonly repository: string;
  readonly path: string;
  readonly line: number;
  /** `namespace/name` of the ImagePolicy. */
  readonly policy: string;
}

/** All markers of image automation in a repository. */
export function markersIn(repository: SourceRepository): readonly Marker[] {
  return [...repository.yaml.values()].filter(hasMarkers).flatMap(({ path, text }) =>
    readHeldFields(text).flatMap(({ marker, line }) => {
      const [namespace, name] = policyOf(marker);
      if (namespace === undefined || name === undefined) return [];
      return [{ repository: repository.name, path, line, policy: `${namespace}/${name}` }];
    }),
  );
}

/** Whether Flux's image automation reads, and may rewrite, a file. */
export function hasMarkers(file: SourceFile): boolean {
  return file.text.includes(token);
}

/** Lines, from 1, with a marker comment that stands behind no scalar, so that Flux never writes there. */
export function idleMarkerLines({ text }: SourceFile): readonly number[] {
  const lines = text.split('\n').flatMap((line, index) => (line.includes(token) ? [index + 1] : []));
  const used = new Set(readHeldFields(text).map(({ line }) => line));
  return lines.filter((line) => !used.has(line));
}

function policyOf(marker: string): readonly string[] {
  const reference = fieldOf(JSON.parse(marker), '$imagepolicy');
  return typeof reference === 'string' ? reference.split(':') : [];
}
