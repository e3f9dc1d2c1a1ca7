import { codeCommitPassword } from '@tideway/delivery';
import type { LocalAwsConnection } from '@tideway/local-aws';

/** Who pushes, and where to. */
export interface PushEnvironmentOptions {
  readonly aws: Pick<LocalAwsConnection, 'environment' | 'credentials'>;
  /** Address of the one repository that the password is for. */
  readonly url: string;
}

/**
 * Variables with which git pushes to local AWS for a quarter of an hour. They hold a ready password instead of a
 * helper, which would cost a process of Node.js for each push.
 */
export async function pushEnvironment(
  options: PushEnvironmentOptions,
): Promise<Readonly<Record<string, string>>> {
  const { aws, url } = options;
  const { username, password } = await codeCommitPassword({ url, credentials: aws.credentials });
  const login = Buffer.from(`${username}:${password}`).toString('base64');
  return {
    ...Object.fromEntries(
      Object.entries(aws.environment).filter(([name]) => !name.startsWith('GIT_CONFIG_')),
    ),
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'http.extraHeader',
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${login}`,
  };
}
