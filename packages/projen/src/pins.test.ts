import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { platformJsonSchema } from '@tideway/model';
import { expect, test } from 'vitest';
import { leftOutLayers } from './pins';

const modules = join(__dirname, '..', '..', '..', 'node_modules');

test('one kubectl is kept: that of the newest Kubernetes that the model takes', () => {
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(modules, '@aws-quickstart/eks-blueprints/package.json'), 'utf8'),
  ) as Record<string, Record<string, string>>;
  const brought = Object.keys({ ...dependencies, ...optionalDependencies })
    .filter((name) => name.startsWith('@aws-cdk/lambda-layer-kubectl-v'))
    .sort();
  const schema = JSON.stringify(platformJsonSchema());
  const kept = brought.filter((name) => schema.includes(`"1.${name.slice(-2)}"`)).at(-1);
  expect(kept).toMatch(/v\d\d$/);
  expect(Object.keys(leftOutLayers).sort()).toEqual(brought.filter((name) => name !== kept));
});

test('what stands for them is installed by npm on every Node that makes a repository', () => {
  const enginesOf = (name: string): unknown =>
    (
      JSON.parse(readFileSync(join(__dirname, '..', '..', name, 'package.json'), 'utf8')) as Record<
        string,
        unknown
      >
    )['engines'];
  // npm passes over an optional dependency that does not take the Node that it runs on, and says nothing.
  expect(enginesOf('no-kubectl-layer')).toEqual(enginesOf('projen'));
});
