import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { hasCredentials } from './has-credentials.ts';
import { refusedBefore } from './refused-before.ts';

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
 * do next, which the CLI does not. A deployment with versions of add-ons that EKS does not offer is not begun.
 *
 * @returns exit code of the CLI; 1 where it was not begun
 */
export async function runCdk(args: readonly string[]): Promise<number> {
  const refused = await refusedBefore(args);
  if (refused.length > 0) {
    process.stderr.write(
      `Nothing was deployed:\n${refused.map((sentence) => `  ${sentence}\n`).join('')}Next: write another version into the model: clusters.<name>.addons.\n`,
    );
    return 1;
  }
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
