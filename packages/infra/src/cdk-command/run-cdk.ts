import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { hasCredentials } from './has-credentials.ts';

const nextStep = `
No AWS credentials were found on this machine, so nothing was compared or deployed.
Next: sign in and say which profile to use, then run the same command again:
  aws sso login --profile NAME
  export AWS_PROFILE=NAME
  aws sts get-caller-identity
The account must be the one that is named above, or one that may take on the roles of cdk bootstrap there.
`;

/**
 * Runs the CDK CLI with its own input, output and exit code. Where it fails and there are no credentials, says what to
 * do next, which the CLI does not.
 *
 * @returns exit code of the CLI
 */
export async function runCdk(args: readonly string[]): Promise<number> {
  const cdk = join(dirname(createRequire(import.meta.url).resolve('aws-cdk/package.json')), 'bin', 'cdk');
  const code = await new Promise<number>((resolve, reject) => {
    // It asks questions and draws progress, so it has the terminal to itself, and no time limit.
    const child = spawn(process.execPath, [cdk, ...args], { stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (exitCode) => resolve(exitCode ?? 1));
  });
  if (code !== 0 && !(await hasCredentials())) process.stderr.write(nextStep);
  return code;
}
