import type { Rule } from 'eslint';

const account = /(?<![\w.-])\d{12}(?![\w-])/;
const region =
  /(?<![\w-])(?:af|ap|ca|cn|eu|il|me|mx|sa|us|us-gov|us-iso[a-z]?)-(?:central|(?:north|south)?(?:east|west)|north|south)-\d(?![\w-])/;

/** What a text names: an account, a region, or neither. */
function named(text: string): { readonly kind: string; readonly value: string } | undefined {
  const found = (pattern: RegExp, kind: string): { kind: string; value: string } | undefined => {
    const value = pattern.exec(text)?.[0];
    return value === undefined ? undefined : { kind, value };
  };
  return found(account, 'account') ?? found(region, 'region');
}

/** Accounts and regions of AWS are written in the model and nowhere else: a team that moves changes one line. */
export const noAccountOrRegionLiteral: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'Accounts and regions of AWS are written in the model only' },
    schema: [],
    messages: {
      literal:
        "The {{kind}} {{value}} belongs into the model. Take it from there: platform.aws.{{kind}}, or a cluster's aws.{{kind}}.",
    },
  },
  create: (context) => {
    const look = (node: Rule.Node, text: string): void => {
      const data = named(text);
      if (data !== undefined) context.report({ node, messageId: 'literal', data });
    };
    return {
      Literal(node) {
        if (typeof node.value === 'string') look(node, node.value);
      },
      TemplateElement(node) {
        look(node, node.value.cooked ?? node.value.raw);
      },
    };
  },
};
