import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** A call to AWS. */
export interface Call {
  readonly action: string;
  readonly resource: string;
  /** Condition keys of the call. @default none */
  readonly context?: Readonly<Record<string, string>>;
}

/** A statement of a policy as a template has it. */
export interface StatementJson {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * Whether statements allow a call, as IAM decides it: a denial wins, and what nothing allows is refused. It knows the
 * operators that this room writes, and fails on any other; no library on npm that evaluates policies is kept up.
 */
export function allows(statements: readonly (PolicyStatement | StatementJson)[], call: Call): boolean {
  const hits = statements
    .map((statement) =>
      statement instanceof PolicyStatement ? (statement.toStatementJson() as StatementJson) : statement,
    )
    .filter(
      ({ Action, Resource, Condition = {} }) =>
        [Action].flat().some((pattern) => matches(pattern, call.action)) &&
        [Resource].flat().some((pattern) => matches(pattern, call.resource)) &&
        Object.entries(Condition).every(([operator, keys]) =>
          Object.entries(keys).every(([key, value]) => holds(operator, call.context?.[key], value)),
        ),
    );
  return hits.length > 0 && hits.every(({ Effect }) => Effect === 'Allow');
}

function holds(operator: string, given: string | undefined, value: string): boolean {
  if (operator === 'StringNotEquals') return given !== value;
  if (operator === 'Null') return (given === undefined) === (value === 'true');
  throw new Error(`unknown operator ${operator}`);
}

/** Whether a pattern of a policy, in which `*` stands for anything, is for an action or a resource. */
export function matches(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(text);
}
