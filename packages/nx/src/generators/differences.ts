/** Where what was asked for is not what is there, a sentence each; what was not asked for counts as the same. */
export function differences(
  asked: Readonly<Record<string, string | undefined>>,
  there: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  return Object.entries(asked)
    .filter(([name, value]) => value !== undefined && value !== there[name])
    .map(([name, value]) => `--${name}: asked for ${value}, the model has ${there[name] ?? 'none'}`);
}
