import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { type GeneratorCallback, logger, type Tree } from 'nx/src/devkit-exports.js';
import { addEntry } from '../../model/add-entry.ts';
import { addImport, namesIn } from '../../model/add-import.ts';
import { findObject, valueOf } from '../../model/find-object.ts';
import type { OpenModel } from '../../model/open-model.ts';
import type { PlatformFacts } from '../../model/verdict.ts';
import { changePlatform, type PlatformOptions } from '../change-platform.ts';
import { serviceSource } from './service-source.ts';
import { variableName } from './variable-name.ts';
import { writeApp } from './write-app.ts';

/** Options of `nx g @tideway/nx:service`. */
export interface ServiceOptions extends PlatformOptions {
  /** DNS label. */
  readonly name: string;
  /**
   * Tenant that it belongs to.
   * @default the only one
   */
  readonly tenant?: string;
  /**
   * Image of somebody else, with its tag or digest.
   * @default none: it is built from an app of this workspace, which is written if it is not there
   */
  readonly image?: string;
  /**
   * Port that it listens on.
   * @default 8080
   */
  readonly port?: number;
  /**
   * Services of the same tenant that it calls, with commas between them.
   * @default none
   */
  readonly calls?: string;
  /**
   * Whether traffic from outside of the cluster reaches it.
   * @default false
   */
  readonly exposed?: boolean;
  /**
   * CodeCommit repository that the app is delivered to and built from.
   * @default the name and `-source`
   */
  readonly source?: string;
  /**
   * ECR repository of the app's image.
   * @default the tenant and the name
   */
  readonly repository?: string;
}

/**
 * Adds a service to a tenant: a file of its own beside the model, its place in the tenant, and for a service that is
 * built here an app with tests, Dockerfile and buildspec.
 */
export async function serviceGenerator(
  tree: Tree,
  options: ServiceOptions,
): Promise<GeneratorCallback | undefined> {
  const { name, image, port = 8080 } = options;
  let tenant = options.tenant ?? '';
  let repository = options.repository ?? '';
  const added = await changePlatform(tree, options, {
    kind: 'service',
    name,
    exists: ({ tenants }) => {
      tenant = options.tenant ?? Object.keys(tenants)[0] ?? '';
      repository = options.repository ?? `${tenant}/${name}`;
      return Object.hasOwn(tenants[tenant]?.services ?? {}, name);
    },
    differences: () => [],
    edit: (model, facts, name) => {
      addService(model, { ...options, name, tenant: known(tenant, facts), port, repository });
      return wrongOptions(options, facts);
    },
  });
  if (!added || image !== undefined) return undefined;
  const folder = `apps/${name}`;
  if (tree.exists(`${folder}/package.json`)) return undefined;
  writeApp(tree, { folder, name, port, repository });
  return () => {
    logger.info(`Telling npm about ${folder}`);
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: tree.root,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  };
}

function addService(
  model: OpenModel,
  options: ServiceOptions & { readonly tenant: string; readonly port: number; readonly repository: string },
): void {
  const { name, tenant, image, port, repository, source = `${name}-source` } = options;
  const variable = variableName(name, namesIn(model));
  // Only what a file may be called: a name that is wrong is told by the model.
  const file = `./services/${name.replaceAll(/[^A-Za-z0-9-]+/g, '-')}.ts`;
  const path = ['tenants', tenant];
  if (valueOf(findObject(model, path), 'services') === undefined)
    addEntry(model, findObject(model, path), { name: 'services', value: '{}' });
  addEntry(model, findObject(model, [...path, 'services']), { name, value: variable });
  addImport(model, variable, file);
  model.write(
    `${dirname(model.file)}/${file.slice(2)}`,
    serviceSource({
      variable,
      tenant,
      image: image === undefined ? { app: `apps/${name}`, source, repository } : { pinned: image },
      port,
      calls: (options.calls ?? '')
        .split(',')
        .filter((called) => called.trim() !== '')
        .map((called) => called.trim()),
      exposed: options.exposed ?? false,
    }),
  );
}

/** The tenant that is edited: any one if the one asked for is not there, so that the model can judge the rest. */
function known(tenant: string, { tenants }: PlatformFacts): string {
  return Object.hasOwn(tenants, tenant) ? tenant : (Object.keys(tenants)[0] ?? '');
}

function wrongOptions(
  { tenant, image, source, repository }: ServiceOptions,
  facts: PlatformFacts,
): readonly string[] {
  const names = Object.keys(facts.tenants);
  const there = `there are ${names.join(', ')}`;
  return [
    ...(tenant === undefined && names.length > 1 ? [`--tenant: say which; ${there}`] : []),
    ...(tenant !== undefined && !names.includes(tenant)
      ? [`--tenant: unknown tenant ${tenant}; ${there}`]
      : []),
    ...(image !== undefined && source !== undefined ? ['--source: goes with an app, not with --image'] : []),
    ...(image !== undefined && repository !== undefined
      ? ['--repository: goes with an app, not with --image']
      : []),
  ];
}
