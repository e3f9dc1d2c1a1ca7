import { createHash } from 'node:crypto';
import type { FileTree, TreeFile } from '@tideway/gitops';
import type { ServiceSpec, Spec } from './spec.ts';

/** Sources as an application's folder holds them: text that is no YAML, a script, a binary file. */
export function sourceFolder(spec: Spec): FileTree {
  const files = new Map<string, TreeFile>();
  const text = (path: string, lines: readonly string[], executable = false): void => {
    files.set(path, { bytes: Buffer.from(`${lines.join('\n')}\n`), executable });
  };
  text('README.md', [
    '# Sources',
    '',
    ...spec.services.map(({ name }) => `- ${name}`),
    '',
    `Built for ${spec.account} in ${spec.region}.`,
  ]);
  text(
    'build.sh',
    [
      '#!/bin/sh',
      'set -eu',
      '',
      `registry=${spec.account}.dkr.ecr.${spec.region}.amazonaws.com`,
      '',
      'docker build .',
    ],
    true,
  );
  for (const service of spec.services) {
    text(`src/${service.name}.js`, program(service));
    files.set(`assets/${service.name}.bin`, { bytes: binary(service) });
  }
  return files;
}

function program({ name, port, replicas, env, exposed }: ServiceSpec): readonly string[] {
  return [
    `// ${name}`,
    '',
    `const port = ${port};`,
    '',
    'export const settings = {',
    ...Object.entries(env).map(([key, value]) => `  ${key}: '${value}',`),
    '};',
    '',
    'export function start(server) {',
    `  server.listen(port, { workers: ${replicas} });`,
    '}',
    '',
    `export const exposed = ${String(exposed)};`,
  ];
}

function binary({ name, image }: ServiceSpec): Buffer {
  const digest = createHash('sha256')
    .update(JSON.stringify([name, image]))
    .digest();
  return Buffer.concat([Buffer.from([0, 1, 2, 0]), digest, digest]);
}
