import type { Rule } from 'eslint';

/** Whether a reference names one image: by digest, or by a tag that is not `latest`. */
function isPinned(reference: string): boolean {
  if (reference.includes('@')) return /@sha256:[0-9a-f]{64}$/.test(reference);
  // A colon before the last slash belongs to the port of a registry.
  const tag = /:([\w][\w.-]*)$/.exec(reference.slice(reference.lastIndexOf('/') + 1))?.[1];
  return tag !== undefined && tag !== 'latest';
}

/** `pinned('…')` of the model gets a tag other than `latest`, or a digest: told in the editor, before the model runs. */
export const pinnedImage: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'Images of others are pinned by a tag or a digest' },
    schema: [],
    messages: {
      unpinned:
        "'{{reference}}' may be another image tomorrow. Name a tag other than latest, or a digest: pinned('mongo:5.0.31').",
    },
  },
  create: (context) => ({
    CallExpression(node) {
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'pinned') return;
      const [argument] = node.arguments;
      if (argument?.type !== 'Literal' || typeof argument.value !== 'string') return;
      if (isPinned(argument.value)) return;
      context.report({ node: argument, messageId: 'unpinned', data: { reference: argument.value } });
    },
  }),
};
