import { CfnResource } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** A finding of cdk-nag that stands, and why. */
export interface AcceptedFinding {
  /** Such as `AwsSolutions-IAM5`. */
  readonly id: string;
  readonly reason: string;
  /**
   * The findings of that rule that are meant, such as `Resource::*`; a regular expression is written as `{ regex }`.
   * @default the one finding of that rule; a rule that finds several things is never accepted as a whole
   */
  readonly appliesTo?: readonly (string | { readonly regex: string })[];
}

// Rules of cdk-nag that find several things on one resource: one reason can't be good for what comes later.
const SEVERAL = ['AwsSolutions-IAM4', 'AwsSolutions-IAM5'];

/** A policy that AWS keeps, as a finding of rule IAM4. */
export function managedPolicy(name: string): string {
  return `Policy::arn:<AWS::Partition>:iam::aws:policy/${name}`;
}

/**
 * Accepts findings of cdk-nag on a construct and all below it: as metadata of its resources, where cdk-nag looks and
 * where a reader of the template finds the reason.
 *
 * @throws {Error} when a rule that finds several things is accepted as a whole
 */
export function accept(construct: IConstruct, findings: readonly AcceptedFinding[]): void {
  const whole = findings.find(({ id, appliesTo }) => SEVERAL.includes(id) && appliesTo === undefined);
  if (whole)
    throw new Error(
      `${whole.id} at ${construct.node.path}: it finds several things; say which of them are accepted in appliesTo`,
    );
  for (const node of construct.node.findAll()) {
    if (!(node instanceof CfnResource)) continue;
    const before = (node.getMetadata('cdk_nag') ?? {}) as { readonly rules_to_suppress?: readonly object[] };
    node.addMetadata('cdk_nag', {
      rules_to_suppress: [
        ...(before.rules_to_suppress ?? []),
        ...findings.map(({ id, reason, appliesTo }) => ({
          id,
          reason,
          ...(appliesTo && { applies_to: appliesTo }),
        })),
      ],
    });
  }
}
