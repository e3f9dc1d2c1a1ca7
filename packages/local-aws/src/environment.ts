import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gitHost } from './aws/target.ts';
import type { LocalAwsTarget } from './aws/target.ts';
import { noOtherAuthorities } from './state/state-directory.ts';
import type { LocalAwsCredentials } from './credentials/root-credentials.ts';

/** What clients need to know about a local AWS. */
export interface LocalAwsAddress {
  readonly proxyUrl: string;
  readonly caFile: string;
  readonly credentials: LocalAwsCredentials;
  readonly targets: readonly [LocalAwsTarget, ...LocalAwsTarget[]];
}

/**
 * Variables with which unchanged clients find and trust local AWS: git (with a credential helper of ours), the AWS
 * CLI and SDKs, git-remote-codecommit, Go programs, Node.js. Flux's controllers stop at `AWS_CA_BUNDLE`: leave it
 * out for them, `SSL_CERT_FILE` is enough.
 */
export function localAwsEnvironment(address: LocalAwsAddress): Record<string, string> {
  const { proxyUrl, caFile, credentials, targets } = address;
  const [{ region }] = targets;
  const local = '127.0.0.1,localhost,::1';
  return {
    HTTPS_PROXY: proxyUrl,
    https_proxy: proxyUrl,
    NO_PROXY: local,
    no_proxy: local,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    // Empty rather than left out: the token of a session on AWS, still set in a shell, belongs to another key.
    AWS_SESSION_TOKEN: '',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CA_BUNDLE: caFile,
    GIT_SSL_CAINFO: caFile,
    GIT_SSL_CAPATH: noOtherAuthorities(caFile),
    SSL_CERT_FILE: caFile,
    NODE_EXTRA_CA_CERTS: caFile,
    NODE_USE_ENV_PROXY: '1',
    ...gitConfiguration([...new Set(targets.map((target) => gitHost(target.region)))]),
  };
}

function gitConfiguration(hosts: readonly string[]): Record<string, string> {
  // From sources the helper is run as TypeScript, from a release as JavaScript: it is the neighbour of this file.
  const helper = fileURLToPath(
    new URL(`git/credential-helper${extname(import.meta.filename)}`, import.meta.url),
  );
  // Where Node.js keeps compiled code by default; git asks for a password at every command, and this makes it 2x as fast.
  const cache = join(tmpdir(), 'node-compile-cache');
  const command = `!NODE_COMPILE_CACHE=${quote(cache)} ${quote(process.execPath)} ${quote(helper)}`;
  const settings = hosts.flatMap((host): [string, string][] => [
    // The empty value turns off the user's own helpers, which might answer with an old password.
    [`credential.https://${host}.helper`, ''],
    [`credential.https://${host}.helper`, command],
    [`credential.https://${host}.useHttpPath`, 'true'],
  ]);
  return Object.fromEntries([
    ['GIT_CONFIG_COUNT', String(settings.length)],
    ...settings.flatMap(([key, value], index) => [
      [`GIT_CONFIG_KEY_${index}`, key],
      [`GIT_CONFIG_VALUE_${index}`, value],
    ]),
  ]) as Record<string, string>;
}

function quote(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
