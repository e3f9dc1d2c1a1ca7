import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { operations } from './codecommit/operations.ts';

test('the reference names the operations of CodeCommit that are offered, and no others', async () => {
  const page = await readFile(join(import.meta.dirname, '../../../docs/reference/local-aws.md'), 'utf8');
  const [, section = ''] = /\n## CodeCommit's API\n(.*?)\nAny other operation/s.exec(page) ?? [];
  const list = section.slice(section.indexOf('\n- '));
  const named = [...list.matchAll(/\b(?:Create|Get|List|Delete|Update|Merge|Evaluate)[A-Z]\w+/g)].map(
    ([name]) => name,
  );
  expect(named.sort()).toEqual(Object.keys(operations).sort());
});
