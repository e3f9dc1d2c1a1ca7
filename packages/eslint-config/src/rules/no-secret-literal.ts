import type { Rule } from 'eslint';

/** What a secret of a known kind looks like. Only shapes that nothing else has: a rule that cries wolf is switched off. */
const shapes: readonly (readonly [kind: string, shape: RegExp])[] = [
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/],
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,})/],
  ['a Slack token', /\bxox[abeprs]-[A-Za-z0-9-]{10,}/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a JSON web token', /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/],
  ['an address with a password', /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:[^\s/:@]+@/i],
];

/** A model holds no text that looks like a secret: it would be in Git, and in everything that is generated. */
export const noSecretLiteral: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'A model holds no secret' },
    schema: [],
    messages: {
      // The text itself stays out of the message: messages end in logs.
      secret:
        'This looks like {{kind}}, and Git keeps what it once got. Keep it in AWS Secrets Manager and name it here; if it is real, revoke it now.',
    },
  },
  create(context) {
    const check = (node: Rule.Node, text: string): void => {
      const kind = shapes.find(([, shape]) => shape.test(text))?.[0];
      if (kind !== undefined) context.report({ node, messageId: 'secret', data: { kind } });
    };
    return {
      Literal(node) {
        if (typeof node.value === 'string') check(node, node.value);
      },
      TemplateElement(node) {
        check(node, node.value.cooked ?? node.value.raw);
      },
    };
  },
};
