import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { stringify } from 'yaml';
import { freePort } from './free-port.ts';

/** An OCI registry on loopback. */
export interface ImageRegistry {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts Debian's `docker-registry`, which keeps its images in a folder.
 *
 * @throws Error with what it wrote, when it does not answer
 */
export async function startImageRegistry(folder: string): Promise<ImageRegistry> {
  mkdirSync(folder, { recursive: true });
  const address = `127.0.0.1:${await freePort()}`;
  const config = join(folder, 'config.yaml');
  writeFileSync(
    config,
    stringify({
      version: 0.1,
      log: { level: 'warn', accesslog: { disabled: true } },
      storage: { filesystem: { rootdirectory: join(folder, 'data') } },
      http: { addr: address, relativeurls: true },
    }),
  );
  const child = spawn('docker-registry', ['serve', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  let written = '';
  child.stderr.on('data', (chunk: Buffer) => (written = `${written}${chunk.toString()}`.slice(-5_000)));
  const ended = once(child, 'exit');
  const url = `http://${address}`;
  for (let tries = 0; tries < 200 && child.exitCode === null; tries += 1) {
    const answer = await fetch(`${url}/v2/`).catch(() => undefined);
    if (answer?.ok === true) {
      return {
        url,
        stop: async () => {
          child.kill('SIGTERM');
          await ended;
        },
      };
    }
    await wait(50);
  }
  child.kill('SIGKILL');
  throw new Error(`docker-registry does not answer at ${url}:\n${written}`);
}
