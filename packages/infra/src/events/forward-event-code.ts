import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Code, type AssetCode, type CodeConfig, type ResourceBindOptions } from 'aws-cdk-lib/aws-lambda';
import type { CfnResource } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Route } from '../flux/receivers.ts';

const source = join(import.meta.dirname, '..', '..', 'lambda', 'forward-event', 'index.mjs');

/**
 * The function's file as it stands in this package, and beside it the routes of one cluster: environment variables of a
 * function hold 4 KB, which a large platform exceeds.
 */
export class ForwardEventCode extends Code {
  readonly isInline = false;
  readonly #routes: readonly Route[];
  #asset: AssetCode | undefined;

  constructor(routes: readonly Route[]) {
    super();
    this.#routes = routes;
  }

  override bind(scope: Construct): CodeConfig {
    // Put together outside of CDK's bundling, which tells of itself on stderr and wants a container image named.
    const folder = mkdtempSync(join(tmpdir(), 'tideway-function-'));
    try {
      copyFileSync(source, join(folder, 'index.mjs'));
      writeFileSync(join(folder, 'routes.json'), `${JSON.stringify(this.#routes, null, 2)}\n`);
      this.#asset = Code.fromAsset(folder);
      // CDK copies the folder into its output here.
      return this.#asset.bind(scope);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  override bindToResource(resource: CfnResource, options?: ResourceBindOptions): void {
    this.#asset?.bindToResource(resource, options);
  }
}
