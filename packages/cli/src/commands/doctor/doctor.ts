import type { CommandResult, Context } from '../../context.ts';
import { remoteName } from '../../remote/open-remote.ts';
import type { RemoteName } from '../../remote/remote-name.ts';
import type { Check, Diagnosis, Patient } from './check.ts';
import { awsCredentials, awsRegion, clock, codeCommit } from './checks/aws.ts';
import { model } from './checks/model.ts';
import { git, go, images, kustomize, node, npm } from './checks/programs.ts';
import { renderDoctor } from './render.ts';

/** Options of `tideway doctor`. */
export interface DoctorOptions {
  /** Path of the model. @default the only platform.ts around */
  readonly platform?: string | undefined;
  /** `aws` looks at the credentials, the region, CodeCommit and the clock as well. @default TIDEWAY_REMOTE, else local */
  readonly remote?: RemoteName | undefined;
  /** Whether what only some commands need counts as needed. @default false */
  readonly all?: boolean;
}

/** A check with what it found. */
export interface Finding extends Diagnosis {
  readonly name: string;
  /** Whether the exit code depends on it. */
  readonly needed: boolean;
  /** What stops working without it, where it is not everything. */
  readonly onlyFor?: string;
}

const checks: readonly Check[] = [
  node,
  npm,
  git,
  kustomize,
  model,
  go,
  images,
  awsCredentials,
  awsRegion,
  codeCommit,
  clock,
];

/** Looks at everything that Tideway lives on, and says how to mend what is wrong. Changes nothing. */
export async function doctor(options: DoctorOptions, context: Context): Promise<CommandResult> {
  const patient: Patient = {
    context,
    remote: remoteName(options.remote, context.environment),
    platform: options.platform,
  };
  context.progress.step('Looking at this machine');
  const findings = await Promise.all(
    checks.map(async ({ name, onlyFor, look }): Promise<Finding> => ({
      name,
      needed: onlyFor === undefined || options.all === true,
      ...(onlyFor !== undefined && { onlyFor }),
      ...(await look(patient)),
    })),
  );
  const ill = findings.some(({ needed, state }) => needed && state === 'wrong');
  return {
    outcome: ill ? 'invalid' : 'valid',
    data: { remote: patient.remote, checks: findings },
    text: (paint) => renderDoctor(findings, paint),
  };
}
