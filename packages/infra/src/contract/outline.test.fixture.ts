import { stringify } from 'yaml';

/**
 * A CloudFormation template as a reviewer wants to read it: YAML, references in place as `${Network.VpcId}`, JSON in
 * strings unfolded, hashes of assets masked; without what CDK adds to every template.
 */
export function outline(template: Readonly<Record<string, unknown>>): string {
  const { Description, Resources, Outputs } = template;
  const plain = readable({ Description, Resources, Outputs });
  return stringify(plain, { lineWidth: 0, aliasDuplicateObjects: false });
}

function readable(value: unknown): unknown {
  if (typeof value === 'string') return unfold(mask(value));
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== 'object' || value === null) return value;
  const text = reference(value as Readonly<Record<string, unknown>>);
  if (text !== undefined) return unfold(mask(text));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => key !== 'Metadata' && inner !== undefined)
      .map(([key, inner]) => [key, readable(inner)]),
  );
}

/** An intrinsic function as text, if that can say it without loss. */
function reference(value: Readonly<Record<string, unknown>>): string | undefined {
  const [[name, given] = ['', undefined], ...others] = Object.entries(value);
  if (others.length > 0) return undefined;
  if (name === 'Ref') return `\${${String(given)}}`;
  if (name === 'Fn::GetAtt') return `\${${[given].flat().join('.')}}`;
  if (name === 'Fn::ImportValue' && typeof given === 'string') return `\${import ${given}}`;
  if (name !== 'Fn::Join') return undefined;
  const [separator, parts] = given as readonly [string, unknown];
  if (!Array.isArray(parts)) return undefined;
  const texts = parts.map((part: unknown) => {
    if (typeof part === 'string') return part;
    return typeof part === 'object' && part !== null
      ? reference(part as Readonly<Record<string, unknown>>)
      : undefined;
  });
  return texts.includes(undefined) ? undefined : texts.join(separator);
}

function mask(text: string): string {
  return text.replace(/[0-9a-f]{64}/g, '<hash>');
}

/** JSON in a string, such as a manifest or a buildspec, as what it says. */
function unfold(text: string): unknown {
  if (!/^[[{]/.test(text)) return text;
  try {
    return readable(JSON.parse(text));
  } catch {
    return text;
  }
}
