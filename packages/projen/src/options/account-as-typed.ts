/**
 * The account as it was typed. projen's command line takes what looks like a number for one, and so loses the zeros
 * that an account may start with.
 * @param account What projen handed over
 * @param typed Arguments of the command line
 */
export function accountAsTyped(account: unknown, typed: readonly string[] = process.argv): string {
  if (typeof account !== 'number') return account as string;
  const isIt = (text: string): boolean => Number(text) === account;
  const behind = typed.find((_text, index) => typed[index - 1] === '--account');
  const joined = typed.find((text) => text.startsWith('--account='))?.slice('--account='.length);
  return [behind, joined].find((text) => text !== undefined && isIt(text)) ?? String(account);
}
