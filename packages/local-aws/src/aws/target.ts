import { LocalAwsError } from '../local-aws-error.ts';

/** An AWS account in one region that local AWS answers for. */
export interface LocalAwsTarget {
  /** Twelve digits. */
  readonly account: string;
  /** For example `us-west-2`. */
  readonly region: string;
}

/** Partition that a region belongs to, as ARNs name it. */
export function partition(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** Domain under which the services of a region have their host names. */
export function dnsSuffix(region: string): string {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
}

/** Host name of CodeCommit's Git side in a region. */
export function gitHost(region: string): string {
  return `git-codecommit.${region}.${dnsSuffix(region)}`;
}

/** Host name of an account's image registry in a region. */
export function registryHost(target: LocalAwsTarget): string {
  return `${target.account}.dkr.ecr.${target.region}.${dnsSuffix(target.region)}`;
}

/** Regions that a client may have meant when it signed for another one than it asked. */
export const KNOWN_REGIONS: readonly string[] = [
  ...[
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
    'ca-central-1',
    'sa-east-1',
    'us-gov-east-1',
    'us-gov-west-1',
  ],
  ...['eu-central-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-north-1', 'eu-south-1'],
  ...['ap-south-1', 'ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3', 'ap-east-1'],
  ...[
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'me-south-1',
    'me-central-1',
    'af-south-1',
    'il-central-1',
  ],
];

/**
 * The targets as they were given, once each.
 *
 * @throws LocalAwsError that lists everything wrong with them.
 */
export function checkTargets(
  targets: readonly LocalAwsTarget[],
): readonly [LocalAwsTarget, ...LocalAwsTarget[]] {
  const problems = targets.flatMap(({ account, region }, index) => [
    ...(/^\d{12}$/.test(account)
      ? []
      : [`targets[${index}].account: expected twelve digits, got "${account}"`]),
    ...(/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)
      ? []
      : [`targets[${index}].region: expected an AWS region such as us-west-2, got "${region}"`]),
  ]);
  const unique = new Map(targets.map((target) => [`${target.account}/${target.region}`, target]));
  const [first, ...others] = unique.values();
  if (!first) problems.push('targets: expected at least one account and region, got none');
  if (problems.length > 0 || !first)
    throw new LocalAwsError(
      'settings-invalid',
      `Local AWS can't start:\n${problems.join('\n')}\nCorrect the accounts and regions in the model.`,
    );
  return [first, ...others];
}
