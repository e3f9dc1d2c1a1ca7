import { describe, expect, it } from 'vitest';
import { mergeText } from './merge-text.ts';

const lines = (...parts: readonly string[]): string => `${parts.join('\n')}\n`;
const merge = (
  base: string,
  repository: string,
  generator: string,
  path = 'a.yaml',
): ReturnType<typeof mergeText> => mergeText({ path, base, repository, generator });

const deployment = lines(
  'apiVersion: apps/v1',
  'kind: Deployment',
  'metadata:',
  '  name: front-end',
  'spec:',
  '  replicas: 1',
  '  template:',
  '    spec:',
  '      containers:',
  '        - name: front-end',
  '          image: shop/front-end',
  '          resources:',
  '            limits:',
  '              cpu: 300m',
  '              memory: 1000Mi',
);

describe('lines', () => {
  it('of both sides are kept', () => {
    const ours = deployment.replace('replicas: 1', 'replicas: 3');
    const theirs = deployment.replace('1000Mi', '500Mi');
    expect(merge(deployment, ours, theirs)).toEqual({ text: ours.replace('1000Mi', '500Mi') });
  });

  it('that both sides changed in the same way are no conflict', () => {
    const ours = deployment.replace('replicas: 1', 'replicas: 3');
    expect(merge(deployment, ours, ours.replace('1000Mi', '500Mi'))).toEqual({
      text: ours.replace('1000Mi', '500Mi'),
    });
  });

  it('are merged in files that are no YAML', () => {
    expect(merge('a\nb\nc\n', 'A\nb\nc\n', 'a\nb\nC\n', 'README.md')).toEqual({ text: 'A\nb\nC\n' });
  });

  it('that clash in files that are no YAML are told with both versions', () => {
    expect(merge('a\nb\nc\n', 'a\nours\nc\n', 'a\ntheirs\nc\n', 'run.sh')).toEqual({
      conflicts: [{ kind: 'lines', field: 'line 2', repository: 'ours', generator: 'theirs' }],
    });
  });
});

describe('fields', () => {
  it('next to each other are merged', () => {
    const ours = deployment.replace('cpu: 300m', 'cpu: 400m');
    const theirs = deployment.replace('1000Mi', '500Mi');
    expect(merge(deployment, ours, theirs)).toEqual({ text: ours.replace('1000Mi', '500Mi') });
  });

  it('changed on both sides are a conflict, named with both values', () => {
    const ours = deployment.replace('cpu: 300m', 'cpu: 400m').replace('1000Mi', '2000Mi');
    const theirs = deployment.replace('1000Mi', '500Mi');
    expect(merge(deployment, ours, theirs)).toEqual({
      conflicts: [
        {
          kind: 'field',
          field: 'spec.template.spec.containers[front-end].resources.limits.memory',
          repository: '2000Mi',
          generator: '500Mi',
        },
      ],
    });
  });

  it('next to a comment of the repository are merged, and the comment stays', () => {
    const ours = deployment.replace(
      '              cpu: 300m',
      '              # peak is at noon\n              cpu: 300m',
    );
    const theirs = deployment.replace('cpu: 300m', 'cpu: 500m');
    expect(merge(deployment, ours, theirs)).toEqual({ text: ours.replace('cpu: 300m', 'cpu: 500m') });
  });

  it('that the generator removed together with a comment of the repository are a conflict', () => {
    const ours = deployment.replace(
      '              memory',
      '              # peak is at noon\n              memory',
    );
    const theirs = deployment.replace('              memory: 1000Mi\n', '');
    expect(merge(deployment, ours, theirs)).toEqual({
      conflicts: [
        { kind: 'lines', field: 'a comment in what the model changes', repository: '# peak is at noon' },
      ],
    });
  });

  it('that look like comments in a text are none', () => {
    const base = lines('script: |', '  # one', '  a', 'size: 1');
    expect(
      merge(base, base.replace('size: 1', 'size: 1 # small'), base.replace('size: 1', 'size: 2')),
    ).toEqual({
      text: base.replace('size: 1', 'size: 2 # small'),
    });
  });

  it('with one value and two markers are told with their markers', () => {
    const tag = (marker: string): string => `newTag: main-1-1 # {"$imagepolicy": "shop:${marker}:tag"}\n`;
    expect(merge(tag('a'), tag('b'), tag('c'))).toMatchObject({
      conflicts: [
        {
          field: 'newTag',
          repository: 'main-1-1 # {"$imagepolicy": "shop:b:tag"}',
          generator: 'main-1-1 # {"$imagepolicy": "shop:c:tag"}',
        },
      ],
    });
    expect(merge(tag('a'), 'newTag: main-1-1\n', tag('c'))).toMatchObject({
      conflicts: [{ repository: 'main-1-1, without a marker' }],
    });
  });

  it('that one side removed with what is around them, and the other side alone, are gone', () => {
    const around = (text: string): string => text.replace(/ {10}resources:[^]*/, '');
    const alone = deployment.replace('              cpu: 300m\n', '');
    expect(merge(deployment, alone, around(deployment))).toEqual({ text: around(deployment) });
    expect(merge(deployment, around(deployment), alone)).toEqual({ text: around(deployment) });
    const changed = alone.replace('1000Mi', '2000Mi');
    expect(merge(deployment, changed, around(deployment))).toMatchObject({
      conflicts: [{ field: 'spec.template.spec.containers[front-end].resources' }],
    });
  });

  it('of a list keep the order that the generator gives it', () => {
    const item = (name: string): string => `  - name: ${name}\n    image: ${name}:1\n`;
    const list = (...names: readonly string[]): string => `steps:\n${names.map(item).join('')}replicas: 1\n`;
    const ours = list('migrate', 'warm').replace('replicas: 1', 'replicas: 2');
    const theirs = (text: string): string =>
      `${text.replace('replicas: 1\n', '')}replicas: 1\npaused: true\n`;
    for (const names of [
      ['warm', 'migrate'],
      ['check', 'migrate', 'warm'],
      ['migrate', 'check', 'warm'],
      ['migrate', 'warm', 'check'],
    ]) {
      expect(merge(list('migrate', 'warm'), ours, theirs(list(...names)))).toEqual({
        text: theirs(list(...names)).replace('replicas: 1', 'replicas: 2'),
      });
    }
  });

  it('keep the comments, the quotes and the blank lines of the repository', () => {
    const ours = lines('# ours', 'a: "1" # why', '', 'b:', '    - x', '', 'c: 3 # three');
    const base = lines('a: 1', 'b:', '    - x', 'c: 3');
    const theirs = lines('a: 1', 'b:', '    - x', 'c: 4');
    expect(merge(base, ours.replace('"1"', "'2'"), theirs)).toEqual({
      text: ours.replace('"1"', "'2'").replace('c: 3', 'c: 4'),
    });
  });

  it('that a field took along are removed, and new ones stand where the generator has them', () => {
    const base = lines('a: 1', 'b: 2', 'c: 3');
    expect(merge(base, lines('a: 9', 'b: 2', 'c: 3'), lines('a: 1', 'n: 0', 'c: 3'))).toEqual({
      text: lines('a: 9', 'n: 0', 'c: 3'),
    });
  });

  it('of a dropped entry that people changed are a conflict', () => {
    const base = lines('a:', '  b: 1', 'c: 3');
    expect(merge(base, lines('a:', '  b: 2', 'c: 3'), lines('c: 3'))).toEqual({
      conflicts: [{ kind: 'field', field: 'a', repository: '{"b":2}', generator: undefined }],
    });
  });

  it('tell a tag 1.10 from 1.1', () => {
    const base = lines('tag: 1.1', 'x: 1');
    expect(merge(base, lines('tag: 1.10', 'x: 1'), lines('tag: 1.2', 'x: 1'))).toEqual({
      conflicts: [{ kind: 'field', field: 'tag', repository: '1.10', generator: '1.2' }],
    });
  });
});

describe('lists', () => {
  const env = (...names: readonly string[]): string =>
    lines('env:', ...names.flatMap((name) => [`  - name: ${name}`, `    value: "${name}"`]));

  it('with names take the new items of both sides', () => {
    expect(merge(env('A'), env('A', 'OURS'), env('A', 'THEIRS'))).toEqual({
      text: env('A', 'THEIRS', 'OURS'),
    });
  });

  it('with names lose what either side removed', () => {
    expect(merge(env('A', 'B', 'C'), env('B', 'C', 'D'), env('A', 'B'))).toEqual({ text: env('B', 'D') });
  });

  it('of resources are sets', () => {
    const list = (...names: readonly string[]): string =>
      lines('resources:', ...names.map((name) => `- ${name}`));
    expect(merge(list('a', 'b'), list('a', 'b', 'ours'), list('a', 'b', 'theirs'))).toEqual({
      text: list('a', 'b', 'theirs', 'ours'),
    });
  });

  it('of arguments are one value: their order says something', () => {
    const list = (...names: readonly string[]): string =>
      lines('args:', ...names.map((name) => `  - ${name}`));
    expect(merge(list('-a'), list('-a', '-ours'), list('-a', '-theirs'))).toEqual({
      conflicts: [
        { kind: 'field', field: 'args', repository: '["-a","-ours"]', generator: '["-a","-theirs"]' },
      ],
    });
  });
});

describe('several documents in one file', () => {
  const service = (port: number): string =>
    lines('kind: Service', 'metadata:', '  name: ui', `port: ${port}`, 'x: 1');
  const both = (image: string, port: number, x = 1): string =>
    `${lines('kind: Deployment', 'metadata:', '  name: ui', `image: ${image}`)}---\n${service(port).replace('x: 1', `x: ${x}`)}`;

  it('are merged document by document', () => {
    expect(merge(both('a', 80), both('b', 80, 2), both('a', 81))).toEqual({ text: both('b', 81, 2) });
  });

  it('name their object in a conflict', () => {
    expect(merge(both('a', 80), both('a', 82), both('a', 81))).toEqual({
      conflicts: [{ kind: 'field', field: 'Service/ui: port', repository: '82', generator: '81' }],
    });
  });
});

describe('a merge that is clean by lines', () => {
  const block = (name: string, value: number): string =>
    lines(`- name: ${name}`, '  kind: x', '  opts:', `    value: ${value}`);

  it('is overruled when the lines found together in the wrong place', () => {
    const base = `list:\n${block('a', 1)}${block('b', 1)}${block('c', 1)}`;
    const ours = `list:\n${block('b', 1)}${block('c', 1)}`;
    const theirs = `list:\n${block('a', 1)}${block('b', 1)}${block('c', 2)}`;
    expect(merge(base, ours, theirs)).toEqual({ text: `list:\n${block('b', 1)}${block('c', 2)}` });
  });

  it('must not make two keys of one name', () => {
    const base = lines('a: 1', 'b: 2', 'c: 3', 'd: 4');
    expect(
      merge(
        base,
        lines('n: 1', 'a: 1', 'b: 2', 'c: 3', 'd: 4'),
        lines('a: 1', 'b: 2', 'c: 3', 'd: 4', 'n: 2'),
      ),
    ).toEqual({
      conflicts: [{ kind: 'field', field: 'n', repository: '1', generator: '2' }],
    });
  });

  it('keeps what both sides did to a script', () => {
    const script = (first: string, last: string): string =>
      lines('run: |', `  ${first}`, '  one', '  two', '  three', `  ${last}`);
    expect(merge(script('a', 'z'), script('A', 'z'), script('a', 'Z'))).toEqual({ text: script('A', 'Z') });
  });
});

describe('files that can not be merged by their fields', () => {
  it('because they share nodes are merged by lines alone', () => {
    const base = lines('a: &x 1', 'b: 2', 'c: *x', 'd: 4');
    expect(merge(base, base.replace('b: 2', 'b: 3'), base.replace('d: 4', 'd: 5'))).toEqual({
      text: base.replace('b: 2', 'b: 3').replace('d: 4', 'd: 5'),
    });
  });

  it('because people broke them are merged by lines alone', () => {
    const base = lines('a: 1', 'b: 2', 'c: 3', 'd: 4');
    const ours = base.replace('a: 1', 'a: [');
    expect(merge(base, ours, base.replace('d: 4', 'd: 5'))).toEqual({ text: ours.replace('d: 4', 'd: 5') });
  });
});

describe('a huge file of equal lines', () => {
  it('is merged in no time', () => {
    const many = Array.from({ length: 20_000 }, (_, index) =>
      index % 50 === 0 ? `line ${index}` : 'dev: true',
    );
    const base = lines(...many);
    const started = performance.now();
    const merged = merge(
      base,
      lines(...many.with(100, 'ours')),
      lines(...many.with(19_000, 'theirs')),
      'package-lock.json',
    );
    expect(merged).toEqual({ text: lines(...many.with(100, 'ours').with(19_000, 'theirs')) });
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
