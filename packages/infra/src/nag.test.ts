import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aspects } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks, type INagLogger } from 'cdk-nag';
import { expect, test } from 'vitest';
import { PlatformApp } from './platform-app.ts';
import { sockShop } from './sock-shop.test.data.ts';
import { threeAccounts } from './testing/three-accounts.ts';

test.each([
  ['Sock Shop', sockShop],
  ['a platform in three accounts', threeAccounts],
])('cdk-nag finds nothing in %s that is not accepted with a reason', (_name, platform) => {
  const outdir = mkdtempSync(join(tmpdir(), 'tideway nag '));
  const open: string[] = [];
  let accepted = 0;
  let compliant = 0;
  const ignore = (): void => undefined;
  const logger: INagLogger = {
    onCompliance: () => void (compliant += 1),
    onNonCompliance: ({ ruleId, findingId, resource }) =>
      void open.push(`${ruleId} ${findingId} ${resource.node.path}`),
    onSuppressed: ({ suppressionReason }) => void (accepted += suppressionReason.length > 20 ? 1 : 0),
    onError: ({ ruleId, errorMessage }) => void open.push(`${ruleId} ${errorMessage}`),
    onSuppressedError: ignore,
    onNotApplicable: ignore,
  };
  const app = new PlatformApp(platform, { outdir });
  Aspects.of(app).add(new AwsSolutionsChecks({ additionalLoggers: [logger], reports: false }));
  app.synth();
  rmSync(outdir, { recursive: true });
  expect([...new Set(open)]).toEqual([]);
  expect(compliant).toBeGreaterThan(100);
  expect(accepted).toBeGreaterThan(0);
});
