import { roleName, type Cluster } from '@tideway/model';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { EventBus as EventBusTarget } from 'aws-cdk-lib/aws-events-targets';
import { AccountPrincipal, Role, SessionTagsPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { PlatformStack, type PlatformStackProps } from '../assembly/platform-stack.ts';
import { eventBusArn } from '../events/event-bus.ts';
import { pushRules } from '../events/push-rules.ts';
import { routes } from '../flux/receivers.ts';
import { isForeign, roleArn } from '../iam/arns.ts';
import { podIdentities } from '../iam/pod-identities.ts';

/** What {@link AccessStack} is told. */
export interface AccessStackProps extends Omit<PlatformStackProps, 'aws'> {
  readonly cluster: Cluster;
}

/**
 * What a cluster in another account or region has at the platform's own place: the roles that its controllers take on
 * there, and the way of push events to it.
 */
export class AccessStack extends PlatformStack {
  /** By controller. */
  readonly roles: ReadonlyMap<string, Role>;

  constructor(scope: Construct, id: string, { cluster, ...props }: AccessStackProps) {
    super(scope, id, {
      description: `What ${cluster.name} needs at the platform's own place`,
      ...props,
      aws: props.platform.aws,
    });
    const { platform } = props;
    const foreign = isForeign(platform, cluster)
      ? podIdentities(platform, cluster).filter(({ permissionsIn }) => permissionsIn === 'platform')
      : [];
    this.roles = new Map(
      foreign.map(({ controller, permissions }) => {
        const name = roleName(platform, cluster, controller);
        // The account, narrowed to one role: IAM would refuse the ARN of a role that is not there yet.
        const principal = new AccountPrincipal(cluster.aws.account).withConditions({
          ArnEquals: { 'aws:PrincipalArn': roleArn(cluster.aws, name) },
        });
        const role = new Role(this, controller, {
          roleName: name,
          description: `${controller} of ${cluster.name}, from account ${cluster.aws.account}`,
          assumedBy: new SessionTagsPrincipal(principal),
        });
        for (const statement of permissions('')) role.addToPolicy(statement);
        return [controller, role];
      }),
    );
    const ways = routes(platform, cluster);
    if (ways.length === 0) return;
    const bus = EventBus.fromEventBusArn(this, 'Bus', eventBusArn(platform, cluster));
    for (const rule of pushRules(this, platform, ways)) rule.addTarget(new EventBusTarget(bus));
  }
}
