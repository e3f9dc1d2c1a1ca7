import { text } from 'node:stream/consumers';
import { GIT_PASSWORD_LIFETIME_MS, gitPassword } from '../signature/git-password.ts';
import { formatTime } from '../signature/signing-time.ts';

// Run by git (gitcredentials(7)): reads what is asked for on standard input, prints a fresh password for it.
const [, , action] = process.argv;
if (action === 'get') {
  const lines = (await text(process.stdin))
    .split('\n')
    .map((line) => line.split(/=(.*)/s) as [string, string]);
  const asked = Object.fromEntries(lines);
  const region = /^git-codecommit\.([^.]+)\./.exec(asked['host'] ?? '')?.[1];
  const { AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = process.env;
  if (region && key && secret && asked['path']) {
    const now = Date.now();
    const password = gitPassword({
      secretAccessKey: secret,
      region,
      host: asked['host'] ?? '',
      path: `/${asked['path']}`,
      time: formatTime(now),
    });
    const expiry = Math.floor((now + GIT_PASSWORD_LIFETIME_MS) / 1000);
    process.stdout.write(
      `username=${token ? `${key}%${token}` : key}\npassword=${password}\npassword_expiry_utc=${expiry}\n`,
    );
  } else {
    process.stderr.write(
      'No password for Git on CodeCommit: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set. Run eval "$(tideway local env)" in this shell.\n',
    );
  }
}
