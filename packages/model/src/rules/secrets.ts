import type { Path, Problem } from '../problem.ts';
import type { EnvValue } from '../service.ts';
import type { Rule } from './draft.ts';
import { problem } from './draft.ts';
import { containersOf, eachService } from './walk.ts';

const SECRET_NAME =
  /(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL|(?:API|ACCESS|PRIVATE|SIGNING|ENCRYPTION)_?KEY)(?!.*_(?:FILE|PATH|DIR|NAME|URL|HOST|PORT|TTL|EXPIRY|ENABLED)$)/i;
const SECRET_VALUE =
  /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s@]+@|\bA(?:KIA|SIA)[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** What looks like a secret is not written into the platform, which is in Git. */
export const secrets: Rule = function* (draft) {
  for (const placed of eachService(draft)) {
    for (const { path, container } of containersOf(placed)) yield* literals(container.env, [...path, 'env']);
    for (const [environment, { env }] of Object.entries(placed.service.environments)) {
      yield* literals(env, [...placed.path, 'environments', environment, 'env']);
    }
  }
};

function* literals(env: Readonly<Record<string, EnvValue>>, path: Path): Iterable<Problem> {
  for (const name in env) {
    const value = env[name];
    if (typeof value !== 'string' || value === '') continue;
    if (!SECRET_NAME.test(name) && !SECRET_VALUE.test(value)) continue;
    // The message does not show the value.
    yield problem(
      [...path, name],
      "looks like a secret, and this file is in Git: use fromSecret('<secret>', '<key>')",
    );
  }
}
