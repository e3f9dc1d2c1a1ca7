import type { AwsTarget, Platform } from '@tideway/model';
import { Fn, Stack, Tags, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** Availability Zones that a network spans. */
const ZONES = 3;

/** What every stack of a platform is told. */
export interface PlatformStackProps extends Omit<StackProps, 'env'> {
  readonly platform: Platform;
  /** Where the stack is. */
  readonly aws: AwsTarget;
  /**
   * Availability Zones of networks in the stack.
   * @default the first three that the account has in the region, found out by CloudFormation
   */
  readonly zones?: readonly string[];
}

/** A stack of a platform: it is in one account and region, and asks AWS nothing while it is synthesized. */
export class PlatformStack extends Stack {
  readonly #zones: readonly string[];

  constructor(scope: Construct, id: string, { platform, aws, zones, ...props }: PlatformStackProps) {
    super(scope, id, { ...props, env: { account: aws.account, region: aws.region } });
    this.#zones = zones ?? Array.from({ length: ZONES }, (_, index) => Fn.select(index, Fn.getAzs()));
    Tags.of(this).add('tideway:platform', platform.name);
  }

  /** Found out by CloudFormation, because CDK's own way is a look-up with credentials. */
  override get availabilityZones(): string[] {
    return [...this.#zones];
  }
}
