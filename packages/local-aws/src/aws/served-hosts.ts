import type { LocalAwsTarget } from './target.ts';
import { dnsSuffix, gitHost, registryHost } from './target.ts';

/** Which of the emulated services a host name belongs to. */
export type ServiceName =
  'git' | 'codebuild' | 'codecommit' | 'ecr' | 'registry' | 'secretsmanager' | 'sts' | 'other-registry';

/** What stands behind one host name. */
export interface ServedHost {
  readonly service: ServiceName;
  readonly region: string;
  /** Set for `registry` only: there the host name holds the account. */
  readonly account?: string;
  /** Set for `other-registry` only: where on loopback its images are. */
  readonly address?: string;
}

/** Every host name that local AWS answers for; all others are refused. */
export function servedHosts(
  targets: readonly LocalAwsTarget[],
  otherRegistries: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, ServedHost> {
  // Clients without a region, or with legacy endpoints, ask the global STS, which signs for us-east-1.
  const hosts = new Map<string, ServedHost>([['sts.amazonaws.com', { service: 'sts', region: 'us-east-1' }]]);
  for (const [host, address] of Object.entries(otherRegistries))
    hosts.set(host.toLowerCase(), { service: 'other-registry', region: 'us-east-1', address });
  for (const target of targets) {
    const { account, region } = target;
    const suffix = `${region}.${dnsSuffix(region)}`;
    hosts.set(gitHost(region), { service: 'git', region });
    hosts.set(`codebuild.${suffix}`, { service: 'codebuild', region });
    hosts.set(`codecommit.${suffix}`, { service: 'codecommit', region });
    hosts.set(`api.ecr.${suffix}`, { service: 'ecr', region });
    hosts.set(`secretsmanager.${suffix}`, { service: 'secretsmanager', region });
    hosts.set(`sts.${suffix}`, { service: 'sts', region });
    hosts.set(registryHost(target), { service: 'registry', region, account });
  }
  return hosts;
}
