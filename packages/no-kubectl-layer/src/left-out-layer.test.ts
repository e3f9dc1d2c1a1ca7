import { expect, test } from 'vitest';
import * as layers from './index.ts';

test('a cluster of an older Kubernetes is told which layer it lacks, and how to get it', () => {
  expect(Object.keys(layers)).toHaveLength(7);
  for (const [name, Layer] of Object.entries(layers)) {
    const minor = name.slice('KubectlV'.length, -'Layer'.length);
    expect(() => new Layer()).toThrow(
      new RegExp(
        `no kubectl for Kubernetes 1\\.${minor} here: [^]*overrides @aws-cdk/lambda-layer-kubectl-v${minor},[^]*run npx projen\\.$`,
      ),
    );
  }
});
