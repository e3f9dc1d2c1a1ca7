import { devNull, tmpdir } from 'node:os';

const proxies = /^(https?|all|no)_proxy$/i;
// git needs no AWS secret: it is given a password for one repository and a quarter of an hour.
const dropped = /^(GIT_|AWS_|LC_|LANG$|LANGUAGE$|SSH_ASKPASS$)/;

/**
 * The environment that git runs in: the current one without anything that would change what git does, then what the
 * remote asks for.
 *
 * @param extra what the remote asks for
 * @param withoutHome whether git must not find a `.netrc`: its passwords would be tried before ours
 */
export function gitEnvironment(
  extra: Readonly<Record<string, string>>,
  withoutHome: boolean,
): NodeJS.ProcessEnv {
  const ownProxy = Object.keys(extra).some((name) => proxies.test(name));
  const environment: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (dropped.test(name) || (ownProxy && proxies.test(name))) continue;
    environment[name] = value;
  }
  for (const [name, value] of Object.entries(extra)) {
    if (!dropped.test(name) || /^GIT_(SSL|PROXY_SSL)_/.test(name)) environment[name] = value;
  }
  if (withoutHome) environment['HOME'] = tmpdir();
  environment['GIT_CONFIG_GLOBAL'] = devNull;
  environment['GIT_CONFIG_NOSYSTEM'] = '1';
  environment['GIT_TERMINAL_PROMPT'] = '0';
  environment['GIT_ATTR_NOSYSTEM'] = '1';
  environment['LC_ALL'] = 'C';
  return environment;
}
