import { join } from 'node:path';
import type { Controller } from '@tideway/model';
import type { Programs } from '../programs/build-programs.ts';
import { moduleFolders } from '../programs/module-folder.ts';
import { type Descriptor, pushArtifact, pushReferrers } from '../registry/push-artifact.ts';
import { standInChart } from './stand-in-chart.ts';

/** What charts are made from, and where they go. */
export interface PushChartOptions {
  readonly programs: Programs;
  /** `tools/go`. */
  readonly modules: string;
  /** Address of the registry. */
  readonly registry: string;
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

/** Makes and pushes a chart that stands in for a controller's, under its real name and version. @returns its manifest */
export async function pushChart(options: PushChartOptions, controller: Controller): Promise<Descriptor> {
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

/** Pushes a signature beside a chart, as cosign does. */
export async function pushSignature(
  registry: string,
  controller: Controller,
  subject: Descriptor,
  bundle: string,
): Promise<void> {
  const target = { url: registry };
  const repository = repositoryOf(controller);
  const signature = await pushArtifact(target, {
    repository,
    artifactType: bundleType,
    config: { mediaType: emptyType, bytes: Buffer.from('{}') },
    layers: [{ mediaType: bundleType, bytes: Buffer.from(bundle) }],
    subject,
  });
  await pushReferrers(target, repository, subject, [{ ...signature, artifactType: bundleType }]);
}

function repositoryOf({ chart }: Controller): string {
  return new URL(chart).pathname.slice(1);
}
