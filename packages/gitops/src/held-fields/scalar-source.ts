import { toYaml } from '../yaml/to-yaml.ts';

/** Source text for a value in place of another scalar: in the same kind of quotes, or plain where that is safe. */
export function scalarSource(value: string, replaced: string): string {
  // Control characters and line ends: JSON's escapes are YAML's, and keep the scalar on its line.
  if (!/^[\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/.test(value)) return JSON.stringify(value);
  if (replaced.startsWith("'")) return `'${value.replaceAll("'", "''")}'`;
  if (replaced.startsWith('"')) return JSON.stringify(value);
  // Plain in a flow collection needs more care than plain in a block; quotes are right in both.
  if (/[,[\]{}]/.test(value)) return JSON.stringify(value);
  return toYaml([{ value }]).slice('value: '.length, -1);
}
