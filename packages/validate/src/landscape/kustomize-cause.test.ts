import { expect, test } from 'vitest';
import { causeOf } from './kustomize-cause.ts';

const way =
  "accumulating resources: accumulation err='accumulating resources from '../base': 'base' must resolve to a file': ";

test.each([
  [
    "recursed accumulation of path 'base': accumulating resources: accumulating resources from 'a.yaml': MalformedYAMLError: yaml: line 5: did not find expected node content in File: a.yaml",
    {
      folder: 'base',
      file: 'base/a.yaml',
      message: 'MalformedYAMLError: yaml: line 5: did not find expected node content',
    },
  ],
  [
    "recursed accumulation of path 'base': accumulating resources: accumulation err='merging resources from 'b.yaml': may not add resource with an already registered id: ConfigMap.v1.[noGrp]/a.[noNs]': must build at directory: 'base/b.yaml': file is not directory",
    {
      folder: 'base',
      file: 'base/b.yaml',
      message: 'may not add resource with an already registered id: ConfigMap.v1.[noGrp]/a.[noNs]',
    },
  ],
  [
    "couldn't make target for path 'base': invalid Kustomization: json: unknown field \"resorces\"",
    { folder: 'base', message: 'invalid Kustomization: json: unknown field "resorces"' },
  ],
  [
    "recursed accumulation of path 'base': no matches for Id ConfigMap.v1.[noGrp]/zz.[noNs]",
    { folder: 'base', message: 'no matches for Id ConfigMap.v1.[noGrp]/zz.[noNs]' },
  ],
])('tells file and cause apart from the way: %s', (said, cause) => {
  expect(causeOf(`${way}${said}`, 'overlay')).toEqual(cause);
});

test('what kustomize says about the root itself stays as it is', () => {
  expect(causeOf('invalid Kustomization: yaml: line 2', 'overlay')).toEqual({
    folder: 'overlay',
    message: 'invalid Kustomization: yaml: line 2',
  });
});
