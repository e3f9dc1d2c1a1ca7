import { mkdir } from 'node:fs/promises';
import type { Controller, Platform } from '@tideway/model';
import { pushChart, type PushChartOptions, pushSignature } from './push-chart.ts';
import { serveFiles } from './serve-files.ts';
import { sign } from './sign.ts';
import { trustRepository } from './trust-repository.ts';
import { writeTrust } from './write-trust.ts';

/** Where stand-in charts go. */
export interface PublishChartsOptions extends PushChartOptions {
  readonly platform: Platform;
  /** Folder for what the signature is believed by. */
  readonly folder: string;
}

/** Charts that stand in for real ones. */
export interface PublishedCharts {
  readonly charts: readonly {
    readonly name: string;
    readonly version: string;
    readonly url: string;
    readonly signed: boolean;
  }[];
  /** Publishes another version of a controller's chart, without a signature. */
  readonly publishUnsigned: (controller: Controller, version: string) => Promise<void>;
  /** Variables by which source-controller believes the stand-ins' signatures as it does Sigstore's. */
  readonly trustEnvironment: Readonly<Record<string, string>>;
  close(): void;
}

/** Host names of the registries that the charts of a platform come from. */
export function chartHosts(platform: Platform): readonly string[] {
  return [...new Set(Object.values(platform.controllers).map(({ chart }) => new URL(chart).host))];
}

/** Makes, pushes and signs a chart of our own for every controller of the model, under its real name and version. */
export async function publishCharts(options: PublishChartsOptions): Promise<PublishedCharts> {
  const { platform, registry, folder } = options;
  await mkdir(folder, { recursive: true });
  const controllers = Object.values(platform.controllers);
  const pushed = await Promise.all(
    controllers.map(async (controller) => ({ controller, manifest: await pushChart(options, controller) })),
  );
  const signed = pushed.flatMap(({ controller, manifest }) => {
    const { verify } = controller;
    return verify
      ? [{ controller, manifest, issuer: literal(verify.issuer), subject: literal(verify.subject) }]
      : [];
  });
  const charts = controllers.map(({ chart, version, verify, name }) => ({
    name,
    version,
    url: chart,
    signed: verify !== undefined,
  }));
  const publishUnsigned = async (controller: Controller, version: string) =>
    void (await pushChart(options, { ...controller, version }));
  if (signed.length === 0) return { charts, publishUnsigned, trustEnvironment: {}, close: () => undefined };
  const { bundles, trust } = await sign({
    artifacts: signed.map(({ manifest, issuer, subject }) => ({ digest: manifest.digest, issuer, subject })),
  });
  for (const [index, { controller, manifest }] of signed.entries())
    await pushSignature(registry, controller, manifest, bundles[index] ?? '');
  const repository = trustRepository(trust.trustedRoot);
  const server = await serveFiles(repository.files);
  const environment = await writeTrust(folder, server, {
    TUF_ROOT_JSON: repository.root,
    SIGSTORE_ROOT_FILE: trust.rootCertificate,
    SIGSTORE_REKOR_PUBLIC_KEY: trust.logKey,
    SIGSTORE_CT_LOG_PUBLIC_KEY_FILE: trust.certificateLogKey,
  });
  return { charts, publishUnsigned, trustEnvironment: environment, close: () => server.close() };
}

/**
 * The one text that a pattern without wildcards stands for.
 *
 * @throws Error when it stands for more than one: nobody could say whom to sign as
 */
function literal(pattern: string): string {
  const text = pattern.replace(/^\^/, '').replace(/\$$/, '').replaceAll(/\\(.)/g, '$1');
  if (new RegExp(pattern).test(text)) return text;
  throw new Error(`The rehearsal can't sign a chart as "${pattern}": the pattern names no single identity.`);
}
