import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { platformJsonSchema } from '@tideway/model';
import { expect, test } from 'vitest';
import { leftOutLayers } from './pins';

const modules = join(__dirname, '..', '..', '..', 'node_modules');

test('the kubectl that is left out is that of every Kubernetes which the model refuses, and of no other', () => {
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(modules, '@aws-quickstart/eks-blueprints/package.json'), 'utf8'),
  ) as Record<string, Record<string, string>>;
  const brought = Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) =>
    name.startsWith('@aws-cdk/lambda-layer-kubectl-v'),
  );
  const schema = JSON.stringify(platformJsonSchema());
  const isRun = (name: string): boolean => schema.includes(`"1.${name.slice(-2)}"`);
  expect(brought.filter(isRun)).toHaveLength(3);
  expect(Object.keys(leftOutLayers).sort()).toEqual(brought.filter((name) => !isRun(name)).sort());
});
