import { partition } from '../aws/target.ts';
import { uniqueId } from '../credentials/caller.ts';
import { issueSession } from '../credentials/session-credentials.ts';
import type { StsAction } from './api.ts';
import { StsError } from './sts-error.ts';
import { xml } from './xml.ts';

const SHORTEST_SECONDS = 900;
const LONGEST_SECONDS = 43_200;

/**
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 *
 * Any role of a served account can be assumed: local AWS has no policies.
 */
export const assumeRole: StsAction = (parameters, { ring, targets }) => {
  const roleArn = parameters.get('RoleArn') ?? '';
  const name = parameters.get('RoleSessionName') ?? '';
  const seconds = Number(parameters.get('DurationSeconds') ?? 3600);
  const [, account = '', path = ''] =
    /^arn:aws[\w-]*:iam::(\d{12}):role\/([\w+=,.@/-]{1,512})$/.exec(roleArn) ?? [];
  const problems = [
    ...(account ? [] : [`RoleArn: expected arn:aws:iam::<account>:role/<name>, got "${roleArn}"`]),
    ...(/^[\w+=,.@-]{2,64}$/.test(name)
      ? []
      : [`RoleSessionName: expected 2 to 64 letters, digits and characters of +=,.@-, got "${name}"`]),
    ...(Number.isInteger(seconds) && seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS
      ? []
      : [
          `DurationSeconds: expected ${SHORTEST_SECONDS} to ${LONGEST_SECONDS}, got "${parameters.get('DurationSeconds') ?? ''}"`,
        ]),
  ];
  if (problems.length > 0) throw new StsError('ValidationError', problems.join('; '));
  if (!targets.some((target) => target.account === account)) {
    throw new StsError(
      'AccessDenied',
      `Local AWS does not answer for the account ${account} of ${roleArn}.`,
      403,
    );
  }
  const role = path.slice(path.lastIndexOf('/') + 1);
  const expires = Math.floor(Date.now() / 1000) + seconds;
  const session = issueSession(ring.credentials, { account, role, name, expires });
  const id = `${uniqueId('AROA', `${account}/${role}`)}:${name}`;
  const arn = `arn:${partition(ring.region)}:sts::${account}:assumed-role/${role}/${name}`;
  const expiration = new Date(expires * 1000).toISOString();
  return xml`<Credentials><AccessKeyId>${session.accessKeyId}</AccessKeyId><SecretAccessKey>${session.secretAccessKey}</SecretAccessKey><SessionToken>${session.sessionToken}</SessionToken><Expiration>${expiration}</Expiration></Credentials><AssumedRoleUser><AssumedRoleId>${id}</AssumedRoleId><Arn>${arn}</Arn></AssumedRoleUser><PackedPolicySize>0</PackedPolicySize>`;
};
