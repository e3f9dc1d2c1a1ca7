import type { Path } from '../problem.ts';
import type { EnvValue } from '../service.ts';
import type { Report, ServiceRule } from './draft.ts';

const SECRET_NAME =
  /(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL|(?:API|ACCESS|PRIVATE|SIGNING|ENCRYPTION)_?KEY)(?!.*_(?:FILE|PATH|DIR|NAME|URL|HOST|PORT|TTL|EXPIRY|ENABLED)$)/i;
const SECRET_VALUE =
  /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s@]+@|\bA(?:KIA|SIA)[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** What looks like a secret is not written into the platform, which is in Git. */
export const secrets: ServiceRule = (_draft, { path, service, containers }, report) => {
  for (const placed of containers) literals(placed.container.env, placed.path, report);
  for (const environment in service.environments) {
    const { env } = service.environments[environment] ?? service.base;
    if (env !== service.base.env) literals(env, [...path, 'environments', environment], report);
  }
};

function literals(env: Readonly<Record<string, EnvValue>>, owner: Path, report: Report): void {
  for (const name in env) {
    const value = env[name];
    if (typeof value !== 'string' || value === '') continue;
    if (!SECRET_NAME.test(name) && !SECRET_VALUE.test(value)) continue;
    // The message does not show the value.
    report(
      [...owner, 'env', name],
      "looks like a secret, and this file is in Git: use fromSecret('<secret>', '<key>')",
    );
  }
}
