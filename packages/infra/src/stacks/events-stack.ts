import type { Cluster } from '@tideway/model';
import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Runtime, Function as LambdaFunctionResource, Architecture } from 'aws-cdk-lib/aws-lambda';
import { AccountPrincipal, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { accept } from '../assembly/accepted-findings.ts';
import { PlatformStack, type PlatformStackProps } from '../assembly/platform-stack.ts';
import { eventAlarms } from '../events/event-alarms.ts';
import { eventBusName } from '../events/event-bus.ts';
import { ForwardEventCode } from '../events/forward-event-code.ts';
import { pushRules } from '../events/push-rules.ts';
import { ReceiverAddress } from '../events/receiver-address.ts';
import { routes, type Route } from '../flux/receivers.ts';
import { isElsewhere, isForeign, secretsArn } from '../iam/arns.ts';
import { allow } from '../iam/statement.ts';
import type { ClusterStack } from './cluster-stack.ts';

/** What {@link EventsStack} is told. */
export interface EventsStackProps extends Omit<PlatformStackProps, 'aws'> {
  readonly cluster: Cluster;
  readonly clusterStack: ClusterStack;
}

/** Tells a cluster's Flux of pushes to CodeCommit and ECR, so that it looks at once and not at its next interval. */
export class EventsStack extends PlatformStack {
  /** Signs events and hands them to Flux. */
  readonly forwarder: LambdaFunctionResource;
  /** Events that Flux did not take. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { cluster, clusterStack, ...props }: EventsStackProps) {
    super(scope, id, { description: `Push events for Flux on ${cluster.name}`, ...props, aws: cluster.aws });
    const { platform } = props;
    const ways = routes(platform, cluster);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const address = new ReceiverAddress(this, 'Receiver', clusterStack);
    this.forwarder = this.#forwarder(address, ways, { cluster, clusterStack, ...props });
    const bus = this.#bus({ cluster, clusterStack, ...props });
    for (const rule of pushRules(this, platform, ways, bus)) {
      rule.addTarget(
        new LambdaFunction(this.forwarder, {
          deadLetterQueue: this.deadLetters,
          maxEventAge: Duration.minutes(15),
          retryAttempts: 3,
        }),
      );
    }
    eventAlarms(this, this.forwarder, this.deadLetters);
  }

  #forwarder(
    address: ReceiverAddress,
    ways: readonly Route[],
    props: EventsStackProps,
  ): LambdaFunctionResource {
    const { platform, cluster, clusterStack } = props;
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `Tells Flux on ${cluster.name} of pushes`,
    });
    logGroup.grantWrite(role);
    const secrets = [...new Set(ways.map(({ secret }) => secretsArn(platform, cluster, `${secret}-`)))];
    role.addToPolicy(allow('ReadTokens', ['secretsmanager:GetSecretValue'], secrets));
    // What Lambda needs to be in a network; these actions know no resource while the interface is not there.
    const network = new PolicyStatement({
      sid: 'BeInTheNetwork',
      actions: ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces'],
      resources: ['*'],
    });
    role.addToPolicy(network);
    accept(role, [
      {
        id: 'AwsSolutions-IAM5',
        reason: 'Lambda makes its network interface with these: the interface has no ARN before.',
        appliesTo: ['Resource::*'],
      },
      {
        id: 'AwsSolutions-IAM5',
        reason: "Secrets Manager adds six random characters to a secret's ARN.",
        appliesTo: [{ regex: '/^Resource::arn:[^:]+:secretsmanager:.*:secret:.*/flux-receiver-\\*$/' }],
      },
    ]);
    return new LambdaFunctionResource(this, 'Forwarder', {
      description: 'Signs a push event and hands it to the Receivers of Flux',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: new ForwardEventCode(ways),
      role,
      logGroup,
      memorySize: 128,
      timeout: Duration.seconds(30),
      vpc: clusterStack.vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      securityGroups: [address.clientSecurityGroup],
      deadLetterQueue: this.deadLetters,
      retryAttempts: 2,
      maxEventAge: Duration.minutes(15),
      environment: { RECEIVER_URL: address.url, SECRETS_REGION: platform.aws.region },
    });
  }

  /** The account's own bus where the events are; else one that the platform's account may put them on. */
  #bus({ platform, cluster }: EventsStackProps): IEventBus | undefined {
    if (!isElsewhere(platform, cluster)) return undefined;
    const bus = new EventBus(this, 'Bus', {
      eventBusName: eventBusName(platform, cluster),
      description: `Push events of ${platform.name}`,
    });
    if (isForeign(platform, cluster)) {
      bus.addToResourcePolicy(
        new PolicyStatement({
          sid: 'PlatformPutsEvents',
          principals: [new AccountPrincipal(platform.aws.account)],
          actions: ['events:PutEvents'],
          resources: [bus.eventBusArn],
        }),
      );
    }
    // The CDK's classes do not keep to their own interfaces with exactOptionalPropertyTypes.
    return bus as IEventBus;
  }
}
