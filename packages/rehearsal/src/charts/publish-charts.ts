import { writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Controller, Platform } from '@tideway/model';
import { moduleFolders } from '../programs/module-folder.ts';
import type { Programs } from '../programs/build-programs.ts';
import { type Descriptor, pushArtifact, pushReferrers } from '../registry/push-artifact.ts';
import { type FileServer, serveFiles } from './serve-files.ts';
import { sign } from './sign.ts';
import { standInChart } from './stand-in-chart.ts';
import { trustRepository } from './trust-repository.ts';

/** Where stand-in charts go. */
export interface PublishChartsOptions {
  readonly platform: Platform;
  readonly programs: Programs;
  /** `tools/go`. */
  readonly modules: string;
  /** Address of the registry. */
  readonly registry: string;
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

/** CRDs that a chart brings, by the Go module that carries them; others are large and nobody asks for them. */
const crds: Readonly<Record<string, { readonly module: string; readonly files: readonly string[] }>> = {
  'external-secrets': {
    module: 'github.com/external-secrets/external-secrets',
    files: ['external-secrets.io_externalsecrets.yaml', 'external-secrets.io_secretstores.yaml'],
  },
};

const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const emptyType = 'application/vnd.oci.empty.v1+json';

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
    await pushSignature(registry, repositoryOf(controller), manifest, bundles[index] ?? '');
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

async function pushChart(options: PublishChartsOptions, controller: Controller): Promise<Descriptor> {
  const { programs, modules, registry } = options;
  const { version, chart: url } = controller;
  const name = url.replace(/^.*\//, '');
  const source = crds[name];
  const files: string[] = [];
  if (source) {
    const family = name;
    const found = await moduleFolders({ go: programs.go, modules, family, names: [source.module] });
    const bases = join(found.get(source.module)?.folder ?? '', 'config', 'crds', 'bases');
    files.push(...source.files.map((file) => join(bases, file)));
  }
  const chart = await standInChart({ name, version, crds: files });
  return pushArtifact(
    { url: registry },
    {
      repository: repositoryOf(controller),
      tag: version,
      config: { mediaType: 'application/vnd.cncf.helm.config.v1+json', bytes: chart.config },
      layers: [{ mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', bytes: chart.archive }],
    },
  );
}

async function pushSignature(
  registry: string,
  repository: string,
  subject: Descriptor,
  bundle: string,
): Promise<void> {
  const target = { url: registry };
  const signature = await pushArtifact(target, {
    repository,
    artifactType: bundleType,
    config: { mediaType: emptyType, bytes: Buffer.from('{}') },
    layers: [{ mediaType: bundleType, bytes: Buffer.from(bundle) }],
    subject,
  });
  await pushReferrers(target, repository, subject, [{ ...signature, artifactType: bundleType }]);
}

async function writeTrust(
  folder: string,
  server: FileServer,
  files: Readonly<Record<string, string | Buffer>>,
): Promise<Record<string, string>> {
  const environment: Record<string, string> = { TUF_MIRROR: server.url, TUF_ROOT: join(folder, 'tuf') };
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name.toLowerCase());
    await writeFile(file, content);
    environment[name] = file;
  }
  return environment;
}

function repositoryOf({ chart }: Controller): string {
  return new URL(chart).pathname.slice(1);
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
