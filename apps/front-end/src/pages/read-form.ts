import type { Field, FormState } from './form.ts';

/** What a form brought: the values by field, or what is to be shown again. */
export type ReadForm =
  | { readonly ok: true; readonly values: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly state: FormState };

/** A rule for a value that is there: what is wrong with it, in words for a customer. */
export type FieldRule = (value: string) => string | undefined;

/** Words after `Enter`: `your password`, `the street`. */
const asked = (label: string): string => `${label.charAt(0).toLowerCase()}${label.slice(1)}`;

/**
 * Reads a form's fields and checks them, all at once. What goes back for another try never holds a secret field.
 * @param secret names of fields that are never shown again
 */
export function readForm(
  fields: readonly Field[],
  body: Readonly<Record<string, unknown>>,
  rules: Readonly<Record<string, FieldRule>> = {},
  secret: readonly string[] = [],
): ReadForm {
  const values: Record<string, string> = {};
  const problems: Record<string, string> = {};
  for (const { name, label, type, longest = 100 } of fields) {
    const sent = body[name];
    const text = typeof sent === 'string' ? sent : '';
    const value = type === 'password' ? text : text.trim();
    values[name] = value;
    const wrong =
      value === ''
        ? `Enter the ${asked(label)}.`
        : value.length > longest
          ? `${label}: at most ${String(longest)} characters.`
          : rules[name]?.(value);
    if (wrong !== undefined) problems[name] = wrong;
  }
  if (Object.keys(problems).length === 0) return { ok: true, values };
  const shown = Object.entries(values).filter(([name]) => !secret.includes(name));
  return { ok: false, state: { values: Object.fromEntries(shown), problems } };
}
