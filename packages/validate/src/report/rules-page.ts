import type { ExampleFiles, Rule } from '../rule.ts';
import { rules } from '../rules.ts';

/** The reference page of all rules: `docs/reference/rules.md`, which a test keeps equal to this. */
export function rulesPage(): string {
  const rows = rules.map(({ id, title, severity }) => `| [\`${id}\`](#${id}) | ${severity} | ${title} |`);
  return `${[
    '# Rules',
    '',
    '<!-- Written from packages/validate/src/rules: change the rule there, then run its tests with -u. -->',
    '<!-- prettier-ignore-start -->',
    '',
    'What `tideway validate` checks, in every repository and in everything that clusters would apply. Errors make the command fail; warnings and infos are told.',
    '',
    'Each rule shows the least that breaks it, and the same put right. Files that are the same in both are shown once.',
    '',
    '| rule | severity | asks for |',
    '| --- | --- | --- |',
    ...rows,
    '',
    ...rules.flatMap(sectionOf),
    '<!-- prettier-ignore-end -->',
  ]
    .join('\n')
    .trimEnd()}\n`;
}

function sectionOf(rule: Rule): readonly string[] {
  const { breaks, keeps } = rule.example;
  const common = Object.keys(breaks).filter((path) => breaks[path] === keeps[path]);
  return [
    `## ${rule.id}`,
    '',
    `**${rule.title}** (${rule.severity}). ${rule.why}`,
    '',
    `What to do: ${rule.fix}`,
    '',
    ...(common.length === 0 ? [] : ['In both examples:', '', ...filesOf(breaks, common)]),
    'Breaks the rule:',
    '',
    ...filesOf(breaks, without(breaks, common)),
    ...keptOf(keeps, without(keeps, common)),
  ];
}

function keptOf(keeps: ExampleFiles, paths: readonly string[]): readonly string[] {
  if (paths.length === 0) return ['Keeps it: without that file.', ''];
  return ['Keeps it:', '', ...filesOf(keeps, paths)];
}

function without(files: ExampleFiles, paths: readonly string[]): readonly string[] {
  return Object.keys(files).filter((path) => !paths.includes(path));
}

function filesOf(files: ExampleFiles, paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => ['```yaml', `# ${path}`, shortened(files[path] ?? ''), '```', '']);
}

function shortened(text: string): string {
  return text.length > 2000 ? `${text.slice(0, 40)}…` : text.trimEnd();
}
