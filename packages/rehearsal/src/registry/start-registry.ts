import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { httpStatus } from '../control-plane/http-status.ts';
import { plainEnvironment } from '../control-plane/cluster-options.ts';
import { eventually } from '../eventually.ts';
import type { FreePorts } from '../processes/free-ports.ts';
import type { Supervisor } from '../processes/supervisor.ts';
import type { Programs } from '../programs/build-programs.ts';

/** Where the registry keeps its images. */
export interface RegistryOptions {
  readonly folder: string;
  readonly programs: Programs;
  readonly supervisor: Supervisor;
  readonly ports: FreePorts;
  readonly signal: AbortSignal;
}

/** Starts the OCI registry that stands behind ECR; it keeps images and tags on disk. @returns its address */
export async function startRegistry(options: RegistryOptions): Promise<string> {
  const { folder, programs, supervisor, ports, signal } = options;
  await mkdir(folder, { recursive: true });
  const address = `127.0.0.1:${await ports.take()}`;
  const config = join(folder, 'config.yaml');
  await writeFile(
    config,
    stringify({
      version: 0.1,
      log: { level: 'warn', accesslog: { disabled: true } },
      storage: { filesystem: { rootdirectory: join(folder, 'data') }, delete: { enabled: true } },
      http: { addr: address, relativeurls: true },
    }),
  );
  await supervisor.start({
    name: 'registry',
    program: programs.path.registry,
    directory: folder,
    environment: plainEnvironment({ OTEL_TRACES_EXPORTER: 'none' }),
    arguments: ['serve', config],
  });
  await eventually({
    what: `the OCI registry answers at ${address}`,
    within: 20_000,
    signal,
    ask: async () => ((await httpStatus(`http://${address}/v2/`)) === 200 ? true : undefined),
  });
  return `http://${address}`;
}
