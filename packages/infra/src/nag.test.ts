import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Aspects, Stack } from 'aws-cdk-lib/core';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { AwsSolutionsChecks, type INagLogger } from 'cdk-nag';
import { expect, test } from 'vitest';
import { accept } from './assembly/accepted-findings.ts';
import { PlatformApp } from './platform-app.ts';
import { sockShop } from './sock-shop.test.data.ts';
import { threeAccounts } from './testing/three-accounts.ts';

test.each([
  ['Sock Shop', sockShop],
  ['a platform in three accounts', threeAccounts],
])('cdk-nag finds nothing in %s that is not accepted with a reason', (_name, platform) => {
  const outdir = mkdtempSync(join(tmpdir(), 'tideway nag '));
  const open: string[] = [];
  const used = new Set<string>();
  let compliant = 0;
  const ignore = (): void => undefined;
  const logger: INagLogger = {
    onCompliance: () => void (compliant += 1),
    onNonCompliance: ({ ruleId, findingId, resource }) =>
      void open.push(`${ruleId} ${findingId} ${resource.node.path}`),
    onSuppressed: ({ suppressionReason }) => void used.add(suppressionReason),
    onError: ({ ruleId, errorMessage }) => void open.push(`${ruleId} ${errorMessage}`),
    onSuppressedError: ignore,
    onNotApplicable: ignore,
  };
  const app = new PlatformApp(platform, { outdir });
  Aspects.of(app).add(new AwsSolutionsChecks({ additionalLoggers: [logger], reports: false }));
  const reasons = reasonsIn(app.synth());
  rmSync(outdir, { recursive: true });
  expect([...new Set(open)]).toEqual([]);
  expect(compliant).toBeGreaterThan(100);
  // A reason that is good for nothing any more would hide what comes later.
  expect([...reasons].filter((reason) => ![...used].some((one) => one.endsWith(reason)))).toEqual([]);
  for (const reason of used) expect(reason.length).toBeGreaterThan(20);
  expect(used.size).toBeGreaterThan(10);
});

test.each(['AwsSolutions-IAM4', 'AwsSolutions-IAM5'])('%s is not accepted as a whole', (id) => {
  const stack = new Stack(new App(), 'any');
  expect(() => accept(stack, [{ id, reason: 'It finds several things on one resource.' }])).toThrow(
    `${id} at any: it finds several things; say which of them are accepted in appliesTo`,
  );
});

/** Every reason that templates give for what is accepted. */
function reasonsIn({ stacksRecursively }: CloudAssembly): ReadonlySet<string> {
  type Template = {
    readonly Resources: Readonly<
      Record<
        string,
        {
          readonly Metadata?: {
            readonly cdk_nag?: { readonly rules_to_suppress: readonly { readonly reason: string }[] };
          };
        }
      >
    >;
  };
  return new Set(
    stacksRecursively.flatMap(({ template }) =>
      Object.values((template as Template).Resources).flatMap(({ Metadata }) =>
        (Metadata?.cdk_nag?.rules_to_suppress ?? []).map(({ reason }) => reason),
      ),
    ),
  );
}
