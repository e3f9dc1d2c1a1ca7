import { asText } from '../../model/add-entry.ts';
import type { PlatformFacts } from '../../model/verdict.ts';
import { freeCidr } from '../free-cidr.ts';

/** What a new cluster may be told. */
export interface ClusterSettings {
  readonly environment: string;
  /** @default the newest version that another cluster has, `1.36` for the first one */
  readonly kubernetes?: string | undefined;
  /** @default the next free 10.x.0.0/16 */
  readonly cidr?: string | undefined;
  /** @default the platform's */
  readonly account?: string | undefined;
  /** @default the platform's */
  readonly region?: string | undefined;
  /** EC2 instance type of its nodes. @default the model's */
  readonly instance?: string | undefined;
}

/** The same as a command line gives it, where Nx makes numbers of what looks like one. */
export type ClusterArguments<Settings extends Partial<ClusterSettings>> = Omit<
  Settings,
  'kubernetes' | 'account'
> & {
  readonly kubernetes?: string | number | undefined;
  readonly account?: string | number | undefined;
};

/**
 * Settings of a command line, with text where text is meant: `1.40` comes as 1.4. An account loses no digit, because what
 * starts with a 0 stays text.
 */
export function textSettings<Settings extends Partial<ClusterSettings>>(
  given: ClusterArguments<Settings>,
): ClusterArguments<Settings> & Pick<ClusterSettings, 'kubernetes' | 'account'> {
  const { kubernetes, account } = given;
  return {
    ...given,
    kubernetes: typeof kubernetes === 'number' ? kubernetes.toFixed(2) : kubernetes,
    account: account === undefined ? undefined : String(account),
  };
}

/** A cluster as source text. */
export function clusterValue(settings: ClusterSettings, { clusters }: PlatformFacts): string {
  const others = Object.values(clusters);
  const newest = others.map(({ kubernetes }) => kubernetes).sort((a, b) => minor(b) - minor(a))[0];
  const cidr = settings.cidr ?? freeCidr(others.map((other) => other.cidr)) ?? '';
  const aws = [
    ...(settings.account === undefined ? [] : [`account: ${asText(settings.account)}`]),
    ...(settings.region === undefined ? [] : [`region: ${asText(settings.region)}`]),
  ];
  const lines = [
    `environment: ${asText(settings.environment)}`,
    `kubernetes: ${asText(settings.kubernetes ?? newest ?? '1.36')}`,
    `cidr: ${asText(cidr)}`,
    ...(aws.length === 0 ? [] : [`aws: { ${aws.join(', ')} }`]),
    ...(settings.instance === undefined ? [] : [`nodes: { instance: ${asText(settings.instance)} }`]),
  ];
  return `{\n${lines.map((line) => `  ${line},\n`).join('')}}`;
}

function minor(version: string): number {
  return Number(version.split('.')[1]);
}
