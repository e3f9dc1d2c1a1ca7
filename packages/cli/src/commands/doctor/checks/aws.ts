import { codeCommitUrl } from '@tideway/model';
import type { Reached } from '@tideway/delivery';
import { type Check, type Diagnosis, type Patient, wrong } from '../check.ts';
import { platformOf } from './model.ts';

/** Seconds by which a clock may differ from AWS's before signatures are refused. */
const tolerated = 300;

const signIn = 'Sign in with "aws sso login", or name a profile in AWS_PROFILE';

function onAws(look: Check['look']): Check['look'] {
  return async (patient) =>
    patient.remote === 'aws' ? look(patient) : { state: 'skipped', found: 'not asked: --remote aws' };
}

/** Credentials of AWS, from wherever the SDK takes them; the secret stays where it is. */
export const awsCredentials: Check = {
  name: 'aws-credentials',
  look: onAws(async () => {
    try {
      const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
      const { expiration } = await defaultProvider()();
      if (expiration !== undefined && expiration.getTime() <= Date.now())
        return wrong('they have expired', `${signIn}.`);
      return { state: 'fine', found: 'there are some' };
    } catch (error) {
      return wrong(`there are none: ${said(error)}`, `${signIn}.`);
    }
  }),
};

/** The region that other tools of AWS take is the platform's. */
export const awsRegion: Check = {
  name: 'aws-region',
  onlyFor: 'the AWS CLI and cdk in this shell',
  look: onAws(async (patient) => {
    const { AWS_REGION: region, AWS_DEFAULT_REGION: fallback } = patient.context.environment;
    const mine = region ?? fallback;
    const theirs = (await platformOf(patient))?.aws.region;
    if (theirs === undefined) return { state: 'skipped', found: 'there is no valid model' };
    return mine === theirs
      ? { state: 'fine', found: mine }
      : wrong(
          `AWS_REGION is ${mine ?? 'not set'}, the platform is in ${theirs}`,
          `export AWS_REGION=${theirs}`,
        );
  }),
};

/** CodeCommit answers, and lets these credentials read the flux-repo. */
export const codeCommit: Check = {
  name: 'codecommit',
  look: onAws(async (patient) => {
    const asked = await ask(patient);
    if ('state' in asked) return asked;
    const { reached, url } = asked;
    if (reached.status === 200) return { state: 'fine', found: url };
    if (reached.status === 404)
      return wrong(
        `${url}: there is no such repository`,
        'Deploy the Repositories stack first: docs/how-to/deploy-to-aws.md',
      );
    return wrong(
      `${url} answers ${reached.status}`,
      'Allow these credentials codecommit:GitPull, or use others; a clock that is wrong is refused as well.',
    );
  }),
};

/** The clock agrees with AWS's. */
export const clock: Check = {
  name: 'clock',
  look: onAws(async (patient) => {
    const asked = await ask(patient);
    if ('state' in asked) return { state: 'skipped', found: 'CodeCommit did not answer' };
    const { secondsAhead } = asked.reached;
    if (secondsAhead === undefined) return { state: 'skipped', found: 'CodeCommit told no time' };
    return Math.abs(secondsAhead) <= tolerated
      ? { state: 'fine', found: 'agrees with the clock of AWS' }
      : wrong(
          `${Math.abs(secondsAhead)} seconds ${secondsAhead > 0 ? 'ahead of' : 'behind'} the clock of AWS`,
          'Set the clock (with NTP); AWS refuses signatures that are more than five minutes off.',
        );
  }),
};

interface Asked {
  readonly url: string;
  readonly reached: Reached;
}

async function ask(patient: Patient): Promise<Asked | Diagnosis> {
  const platform = await platformOf(patient);
  if (platform === undefined) return { state: 'skipped', found: 'there is no valid model' };
  const [{ openRemote }, { reach }] = await Promise.all([
    import('../../../remote/open-remote.ts'),
    import('@tideway/delivery'),
  ]);
  const { findWorkspace } = await import('../../../workspace.ts');
  const { context } = patient;
  const workspace = findWorkspace({ cwd: context.cwd, platform: patient.platform });
  const remote = await openRemote({ name: 'aws', workspace, platform, environment: context.environment });
  const { flux, branch } = platform.repositories;
  const url = codeCommitUrl(platform, flux);
  try {
    return { url, reached: await reach(remote.branch(flux, branch)) };
  } catch (error) {
    return wrong(
      `${url} can't be reached: ${said(error)}`,
      'Look at the network, HTTPS_PROXY and the credentials.',
    );
  } finally {
    await remote.close();
  }
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
