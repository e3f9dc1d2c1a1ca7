import { join } from 'node:path';
import { eventually } from '../eventually.ts';
import { type ClusterOptions, plainEnvironment } from './cluster-options.ts';
import { httpStatus } from './http-status.ts';

/** Starts etcd on an empty folder. @returns its address for clients */
export async function startEtcd(options: ClusterOptions): Promise<string> {
  const { name, folder, programs, supervisor, ports, signal } = options;
  const client = `http://127.0.0.1:${await ports.take()}`;
  const peer = `http://127.0.0.1:${await ports.take()}`;
  await supervisor.start({
    name: `${name}/etcd`,
    program: programs.path.etcd,
    directory: folder,
    environment: plainEnvironment(),
    arguments: [
      ...['--data-dir', join(folder, 'etcd')],
      ...['--listen-client-urls', client, '--advertise-client-urls', client],
      ...['--listen-peer-urls', peer, '--initial-advertise-peer-urls', peer],
      ...['--initial-cluster', `default=${peer}`],
      // The data need not survive the machine.
      '--unsafe-no-fsync',
    ],
  });
  await eventually({
    what: `etcd of ${name} answers at ${client}`,
    within: 30_000,
    signal,
    ask: async () => ((await httpStatus(`${client}/health`)) === 200 ? true : undefined),
  });
  return client;
}
