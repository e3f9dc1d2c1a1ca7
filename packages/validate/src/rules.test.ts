import { describe, expect, test } from 'vitest';
import { rules } from './rules.ts';
import { validateFiles } from './validate-files.test.data.ts';

describe.each(rules)('$id', (rule) => {
  test('is broken by its example', async () => {
    const { findings } = await validateFiles(rule.example.breaks);
    const own = findings.filter(({ rule: id }) => id === rule.id);
    expect(own).not.toEqual([]);
    for (const finding of own) {
      expect(finding.severity).toBe(rule.severity);
      expect(finding.message.length).toBeGreaterThan(10);
      expect(finding.fix.length).toBeGreaterThan(10);
      expect(Object.keys(rule.example.breaks)).toContain(`${finding.repository}/${finding.path}`);
    }
  });

  test('is kept by the example put right', async () => {
    const { findings } = await validateFiles(rule.example.keeps);
    expect(findings.filter(({ rule: id }) => id === rule.id)).toEqual([]);
  });
});

test('ids are unique, and fit for an anchor and a file name', () => {
  const ids = rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
});
