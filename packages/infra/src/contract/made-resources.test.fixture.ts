import { Template } from 'aws-cdk-lib/assertions';
import type { Stack } from 'aws-cdk-lib/core';
import { parse } from 'yaml';
import type { StatementJson } from '../iam/evaluate-policy.test.fixture.ts';
import { outline } from './outline.test.fixture.ts';

/** A resource of a synthesized template, and where it will be. */
export interface MadeResource {
  readonly id: string;
  readonly type: string;
  readonly account: string;
  readonly region: string;
  // As CloudFormation's: each type has its own.
  readonly properties: Readonly<Record<string, unknown>>;
}

const outlines = new WeakMap<Stack, unknown>();

/** What the outline of a stack says, read once: many tests ask the same few stacks. */
function outlined(stack: Stack): unknown {
  const known = outlines.get(stack) ?? (parse(outline(Template.fromStack(stack).toJSON())) as unknown);
  outlines.set(stack, known);
  return known;
}

/** The resources of stacks, references in their properties written as `${Id.Attribute}`. */
export function madeResources(stacks: readonly (Stack | undefined)[]): readonly MadeResource[] {
  return stacks
    .filter((stack) => stack !== undefined)
    .flatMap((stack) => {
      const { account, region } = stack;
      const template = outlined(stack) as {
        readonly Resources: Readonly<
          Record<string, { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> }>
        >;
      };
      return Object.entries(template.Resources).map(([id, { Type: type, Properties: properties = {} }]) => ({
        id,
        type,
        account,
        region,
        properties,
      }));
    });
}

/** A role with what its policies say. */
export interface MadeRole {
  /** Name in its template. */
  readonly id: string;
  readonly arn: string;
  readonly trusts: readonly Readonly<Record<string, unknown>>[];
  readonly statements: readonly StatementJson[];
  /** ARNs of policies that AWS keeps. */
  readonly managedPolicies: readonly string[];
}

/** What a stack exports, by its name in other templates: `${import name}` there is this here. */
export function exportsOf(stack: Stack | undefined): ReadonlyMap<string, string> {
  if (stack === undefined) return new Map();
  const { Outputs = {} } = outlined(stack) as {
    readonly Outputs?: Readonly<
      Record<string, { readonly Value: string; readonly Export?: { Name: string } }>
    >;
  };
  return new Map(
    Object.values(Outputs).flatMap(({ Value, Export }) =>
      Export === undefined ? [] : [[`\${import ${Export.Name}}`, Value] as const],
    ),
  );
}

/** The roles among resources that have a name. */
export function madeRoles(resources: readonly MadeResource[]): readonly MadeRole[] {
  return resources
    .filter(({ type, properties }) => type === 'AWS::IAM::Role' && properties['RoleName'] !== undefined)
    .map(({ id, account, properties }) => {
      const trust = properties['AssumeRolePolicyDocument'] as {
        readonly Statement: MadeRole['trusts'];
      };
      const policies = resources.filter(
        (policy) =>
          policy.type === 'AWS::IAM::Policy' &&
          policy.account === account &&
          (policy.properties['Roles'] as readonly string[]).includes(`\${${id}}`),
      );
      return {
        id,
        managedPolicies: (properties['ManagedPolicyArns'] ?? []) as readonly string[],
        arn: `arn:aws:iam::${account}:role/${String(properties['RoleName'])}`,
        trusts: trust.Statement,
        statements: policies.flatMap(
          (policy) =>
            (policy.properties['PolicyDocument'] as { readonly Statement: readonly StatementJson[] })
              .Statement,
        ),
      };
    });
}
