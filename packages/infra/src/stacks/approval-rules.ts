import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import {
  AwsCustomResource,
  AwsCustomResourcePolicy,
  PhysicalResourceId,
  type AwsSdkCall,
} from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { accept, managedPolicy } from '../assembly/accepted-findings.ts';

/** What {@link ApprovalRules} is told. */
export interface ApprovalRulesProps {
  /** Of the approval rule template, unique in account and region. */
  readonly name: string;
  /** Branches that a pull request is merged into only after a review. */
  readonly branches: readonly string[];
  readonly repositories: readonly string[];
  /** @default 1 */
  readonly approvals?: number;
}

/**
 * An approval rule template of CodeCommit and the repositories that it holds for. CloudFormation has no resource for
 * it, so CDK's custom resource calls the API.
 */
export class ApprovalRules extends Construct {
  constructor(scope: Construct, id: string, props: ApprovalRulesProps) {
    super(scope, id);
    const { name, repositories, approvals = 1 } = props;
    const branches = [...new Set(props.branches)];
    const content = JSON.stringify({
      Version: '2018-11-08',
      DestinationReferences: branches.map((branch) => `refs/heads/${branch}`),
      Statements: [{ Type: 'Approvers', NumberOfApprovalsNeeded: approvals }],
    });
    const call = (action: string, parameters: object): AwsSdkCall => ({
      service: 'CodeCommit',
      action,
      parameters,
      physicalResourceId: PhysicalResourceId.of(name),
    });
    const approvalRuleTemplateName = name;
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const common = { installLatestAwsSdk: false, logGroup, policy: this.#policy(repositories) };
    const template = new AwsCustomResource(this, 'Template', {
      ...common,
      onCreate: call('createApprovalRuleTemplate', {
        approvalRuleTemplateName,
        approvalRuleTemplateContent: content,
      }),
      onUpdate: call('updateApprovalRuleTemplateContent', {
        approvalRuleTemplateName,
        newRuleContent: content,
      }),
      onDelete: call('deleteApprovalRuleTemplate', { approvalRuleTemplateName }),
    });
    for (const repositoryName of repositories) {
      const association = { approvalRuleTemplateName, repositoryName };
      const associate = call('associateApprovalRuleTemplateWithRepository', association);
      const one = new AwsCustomResource(this, `On-${repositoryName}`, {
        ...common,
        onCreate: associate,
        onUpdate: associate,
        onDelete: call('disassociateApprovalRuleTemplateFromRepository', association),
      });
      one.node.addDependency(template);
    }
    this.#acceptFindings();
  }

  #policy(repositories: readonly string[]): AwsCustomResourcePolicy {
    const stack = Stack.of(this);
    return AwsCustomResourcePolicy.fromStatements([
      // Templates have no ARN.
      new PolicyStatement({
        actions: [
          'codecommit:CreateApprovalRuleTemplate',
          'codecommit:DeleteApprovalRuleTemplate',
          'codecommit:UpdateApprovalRuleTemplateContent',
        ],
        resources: ['*'],
      }),
      new PolicyStatement({
        actions: [
          'codecommit:AssociateApprovalRuleTemplateWithRepository',
          'codecommit:DisassociateApprovalRuleTemplateFromRepository',
        ],
        resources: repositories.map((resource) => stack.formatArn({ service: 'codecommit', resource })),
      }),
    ]);
  }

  #acceptFindings(): void {
    accept(this, [
      {
        id: 'AwsSolutions-IAM5',
        reason: 'Approval rule templates have no ARN: their actions know no resource.',
        appliesTo: ['Resource::*'],
      },
    ]);
    // One function for all custom resources of the stack, made by CDK.
    for (const child of Stack.of(this).node.children) {
      if (!child.node.id.startsWith('AWS679')) continue;
      accept(child, [
        {
          id: 'AwsSolutions-IAM4',
          reason: "CDK's function writes its log by a policy of AWS.",
          appliesTo: [managedPolicy('service-role/AWSLambdaBasicExecutionRole')],
        },
        { id: 'AwsSolutions-L1', reason: 'The runtime is what this CDK release tested its function with.' },
      ]);
    }
  }
}
