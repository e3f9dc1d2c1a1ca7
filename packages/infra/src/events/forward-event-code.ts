import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AssetHashType, DockerImage } from 'aws-cdk-lib/core';
import type { Route } from '../flux/receivers.ts';

const folder = join(import.meta.dirname, '..', '..', 'lambda', 'forward-event');

/**
 * The function's file as it stands in this package, and beside it the routes of one cluster: environment variables of a
 * function hold 4 KB, which a large platform exceeds.
 */
export function forwardEventCode(routes: readonly Route[]): Code {
  return Code.fromAsset(folder, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never used: what is written below needs no container.
      image: DockerImage.fromRegistry('scratch'),
      local: {
        tryBundle: (output) => {
          copyFileSync(join(folder, 'index.mjs'), join(output, 'index.mjs'));
          writeFileSync(join(output, 'routes.json'), `${JSON.stringify(routes, null, 2)}\n`);
          return true;
        },
      },
    },
  });
}
