import { expect, test } from 'vitest';
import { mergeResults } from './page.ts';

const page = '\n\nOn machine one.\n\n## Generate\n\nold\n\n### A table\n\n## Start-up\n\nold\n\n';

test('a part that is measured again takes the place of its old results; the others stay', () => {
  expect(mergeResults(page, { machine: 'On machine one.', sections: ['## Start-up\n\nnew'] })).toBe(
    'On machine one.\n\n## Generate\n\nold\n\n### A table\n\n## Start-up\n\nnew',
  );
});

test('a part that is new comes last', () => {
  expect(mergeResults(page, { machine: 'On machine one.', sections: ['## Synthesis\n\nnew'] })).toBe(
    'On machine one.\n\n## Generate\n\nold\n\n### A table\n\n## Start-up\n\nold\n\n## Synthesis\n\nnew',
  );
});

test('a part that was measured elsewhere says where', () => {
  expect(mergeResults(page, { machine: 'On machine two.', sections: ['## Start-up\n\nnew'] })).toBe(
    'On machine one.\n\n## Generate\n\nold\n\n### A table\n\n## Start-up\n\nOn machine two.\n\nnew',
  );
});

test('when everything is measured, nothing old is left', () => {
  const sections = ['## Generate\n\nnew', '## Start-up\n\nnew'];
  expect(mergeResults(page, { machine: 'On machine two.', sections })).toBe(
    'On machine two.\n\n## Generate\n\nnew\n\n## Start-up\n\nnew',
  );
});
