import { expect, test } from 'vitest';
import { editedPage } from './edited-page.ts';

const tree = (files: Readonly<Record<string, string>>) =>
  new Map(Object.entries(files).map(([path, text]) => [path, { bytes: Buffer.from(text) }]));

const server = 'const page = `<html>\n<h1>acme</h1>\n</html>\n`;\n';

test('the footer of the shop is what the tutorial edits, whatever else there is', () => {
  const page = editedPage(tree({ 'public/footer.html': '<footer>\n', 'src/server.ts': server }));
  expect(page?.path).toBe('public/footer.html');
  expect(page?.saying('More.')['public/footer.html']?.('<footer>\n')).toBe('<footer>\n<p>More.</p>\n');
});

test('another service has its page edited at the end, where the program has it', () => {
  const page = editedPage(
    tree({ 'README.md': server, 'src/a.test.ts': server, 'src/main.ts': '', 'src/server.ts': server }),
  );
  expect(page?.path).toBe('src/server.ts');
  expect(page?.saying('$& more.')['src/server.ts']?.(server)).toBe(
    'const page = `<html>\n<h1>acme</h1>\n<p>$& more.</p>\n</html>\n`;\n',
  );
});

test('a service without a page has none', () => {
  expect(editedPage(tree({ 'src/server.ts': 'export {};\n' }))).toBeUndefined();
});
