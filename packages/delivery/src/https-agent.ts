import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { getCACertificates } from 'node:tls';

/** An agent that goes the way that git goes: through the proxy and with the authorities of a remote's environment. */
export function httpsAgent(environment: Readonly<Record<string, string>>): Agent {
  const authorities =
    environment['AWS_CA_BUNDLE'] ?? environment['GIT_SSL_CAINFO'] ?? environment['NODE_EXTRA_CA_CERTS'];
  return new Agent({
    keepAlive: true,
    proxyEnv: environment,
    ...(authorities !== undefined && {
      ca: [...getCACertificates('default'), readFileSync(authorities, 'utf8')],
    }),
  });
}
