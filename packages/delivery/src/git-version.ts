import { DeliveryError } from './error.ts';
import { runGit } from './git.ts';

/** The oldest git that does everything a delivery needs: `merge-tree --write-tree`, `safe.directory` by option. */
const oldest = { major: 2, minor: 38 } as const;

const checked = new Map<string, Promise<void>>();

/**
 * Makes sure that git is there and new enough; asks it once for each PATH.
 *
 * @throws {DeliveryError} `git-missing` or `git-too-old`
 */
export function requireGit(environment: Readonly<Record<string, string>>): Promise<void> {
  const path = environment['PATH'] ?? process.env['PATH'] ?? '';
  const known = checked.get(path);
  if (known !== undefined) return known;
  const asking = ask(environment);
  checked.set(path, asking);
  // Whoever installs git meanwhile must not have to start again.
  asking.catch(() => checked.delete(path));
  return asking;
}

async function ask(environment: Readonly<Record<string, string>>): Promise<void> {
  const { stdout } = await runGit({ arguments: ['version'], environment, timeLimit: 10_000 });
  const said = stdout.toString('utf8').trim();
  const [, major, minor] = /(\d+)\.(\d+)/.exec(said) ?? [];
  const found = Number(major) * 1_000 + Number(minor);
  if (found >= oldest.major * 1_000 + oldest.minor) return;
  throw new DeliveryError({
    code: 'git-too-old',
    message: `git is too old: ${said === '' ? 'it does not say its version' : said}.`,
    next: `Install git ${oldest.major}.${oldest.minor} or newer.`,
  });
}
