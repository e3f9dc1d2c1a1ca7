import { createHash } from 'node:crypto';

/** An entity of a Backstage catalog, in the fields that Tideway writes. */
export interface Entity {
  readonly apiVersion: 'backstage.io/v1alpha1';
  readonly kind: 'Domain' | 'Group' | 'System' | 'Component' | 'Resource' | 'API';
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly title?: string;
    readonly description?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: Readonly<Record<string, string | readonly string[]>>;
}

const longest = 63;

/**
 * A name as Backstage takes it: letters, digits, `-`, `_` and `.`, at most 63 characters. One that is longer is cut and
 * told apart by a digest.
 */
export function entityName(...parts: readonly string[]): string {
  const whole = parts.join('-').replaceAll(/[^A-Za-z0-9_.-]+/g, '-');
  if (whole.length <= longest) return whole;
  const digest = createHash('sha256').update(whole).digest('hex').slice(0, 8);
  return `${whole.slice(0, longest - 9).replace(/[-_.]+$/, '')}-${digest}`;
}
