import { RuleTester } from 'eslint';
import { describe, it } from 'vitest';
import { pinnedImage } from './pinned-image.ts';

RuleTester.describe = describe;
RuleTester.it = it;

const digest = `sha256:${'a'.repeat(64)}`;

new RuleTester().run('pinned-image', pinnedImage, {
  valid: [
    "pinned('mongo:5.0.31')",
    "pinned('registry.example:5000/team/mongo:5.0.31')",
    `pinned('mongo@${digest}')`,
    `pinned('mongo:latest@${digest}')`,
    // Not for the rule to judge: the model does, when it runs.
    'pinned(reference)',
    "other('mongo')",
  ],
  invalid: [
    "pinned('mongo')",
    "pinned('mongo:latest')",
    "pinned('registry.example:5000/mongo')",
    "pinned('mongo@sha256:abc')",
    "pinned('mongo:')",
    "pinned('')",
  ].map((code) => ({ code, errors: [{ messageId: 'unpinned' }] })),
});
