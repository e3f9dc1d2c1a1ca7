import { expect, test } from 'vitest';
import { rulesPage } from './rules-page.ts';

test('docs/reference/rules.md says what the rules say about themselves', async () => {
  // `npm run -s test -- -u` in this package writes it again.
  await expect(rulesPage()).toMatchFileSnapshot('../../../../docs/reference/rules.md');
});
