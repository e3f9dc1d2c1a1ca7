import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { stringify } from 'yaml';

/** What a stand-in chart looks like. */
export interface StandInChartOptions {
  /** Name of the chart, such as `external-secrets`. */
  readonly name: string;
  readonly version: string;
  /** Files of CRDs that it brings. */
  readonly crds: readonly string[];
}

/** A Helm chart of ours in place of one that can't be fetched without network. */
export interface StandInChart {
  readonly name: string;
  readonly version: string;
  /** Its `Chart.yaml` as JSON: the config of the OCI artifact. */
  readonly config: Buffer;
  readonly archive: Buffer;
}

/** Labels and image of the one Deployment; kwok keeps its pods, so no image is ever pulled. */
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
  namespace: {{ .Release.Namespace }}
  annotations:
    tideway.dev/stand-in: "A chart of the rehearsal's own in place of the real one"
spec:
  replicas: {{ .Values.replicaCount | default 1 }}
  selector:
    matchLabels:
      app.kubernetes.io/name: {{ .Chart.Name }}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: {{ .Chart.Name }}
    spec:
      containers:
      - name: {{ .Chart.Name }}
        image: tideway.invalid/{{ .Chart.Name }}:{{ .Chart.Version }}
`;

/**
 * CRDs among the templates, as the real chart has them: helm-controller would wait for those in Helm's own folder before
 * all else, and then once more. They are no templates themselves, so what they say of templates stays as it is.
 */
const definitions = `{{- range $path, $content := .Files.Glob "files/*.yaml" }}
---
{{ toString $content }}
{{- end }}
`;

/** Packs a chart with a Deployment and the given CRDs; the same bytes for the same input. */
export async function standInChart({ name, version, crds }: StandInChartOptions): Promise<StandInChart> {
  const description = 'Stands in for the real chart in a rehearsal';
  const metadata = { apiVersion: 'v2', name, version, appVersion: version, description, type: 'application' };
  const files: Record<string, string> = {
    'Chart.yaml': stringify(metadata),
    'values.yaml': 'replicaCount: 1\n',
    'templates/deployment.yaml': deployment,
    'templates/crds.yaml': definitions,
  };
  for (const file of crds) files[join('files', basename(file))] = await readFile(file, 'utf8');
  const archive = pack();
  for (const [path, content] of Object.entries(files))
    archive.entry({ name: `${name}/${path}`, mtime: new Date(0), mode: 0o644 }, content);
  archive.finalize();
  return {
    name,
    version,
    config: Buffer.from(JSON.stringify(metadata)),
    archive: await buffer(archive.pipe(createGzip())),
  };
}
