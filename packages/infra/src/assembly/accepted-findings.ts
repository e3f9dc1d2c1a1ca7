import { CfnResource } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** A finding of cdk-nag that stands, and why. */
export interface AcceptedFinding {
  /** Such as `AwsSolutions-IAM5`. */
  readonly id: string;
  readonly reason: string;
  /**
   * The findings of that rule that are meant, such as `Resource::*`; a regular expression is written as `{ regex }`.
   * @default every finding of that rule on the construct
   */
  readonly appliesTo?: readonly (string | { readonly regex: string })[];
}

/**
 * Accepts findings of cdk-nag on a construct and all below it: as metadata of its resources, where cdk-nag looks and
 * where a reader of the template finds the reason.
 */
export function accept(construct: IConstruct, findings: readonly AcceptedFinding[]): void {
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
