import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { routes } from '../flux/receivers.ts';
import { synthesized } from '../testing/synthesized.test.fixture.ts';
import { threeAccounts } from '../testing/three-accounts.ts';

const { app, outdir } = synthesized(threeAccounts);

test.each(Object.values(threeAccounts.clusters))('the function of $name has its own routes', (cluster) => {
  const events = app.clusters.get(cluster.name)?.events;
  if (events === undefined) throw new Error(`${cluster.name} has no events`);
  const functions = Object.values(Template.fromStack(events).findResources('AWS::Lambda::Function'));
  expect(functions).toHaveLength(1);
  const { Code } = functions[0]?.['Properties'] as { readonly Code: { readonly S3Key: string } };
  const asset = join(outdir, `asset.${basename(Code.S3Key, '.zip')}`);
  expect(readdirSync(asset).sort()).toEqual(['index.mjs', 'routes.json']);
  expect(JSON.parse(readFileSync(join(asset, 'routes.json'), 'utf8'))).toEqual(
    routes(threeAccounts, cluster),
  );
});

test('clusters differ in their routes, so that one with another’s would be noticed', () => {
  const all = Object.values(threeAccounts.clusters).map((cluster) =>
    JSON.stringify(routes(threeAccounts, cluster)),
  );
  expect(new Set(all).size).toBeGreaterThan(1);
});
