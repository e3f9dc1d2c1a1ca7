import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A registry on loopback that holds the packages of one scope and nothing else. */
export interface Registry {
  /** Such as `http://127.0.0.1:43211/`. */
  readonly url: string;
  /** A `.npmrc` that sends npm to it for the scope, and everywhere else for the rest. */
  readonly npmrc: string;
  /** Ends its process. */
  stop(): Promise<void>;
}

const START_LIMIT = 60_000;

/**
 * Starts verdaccio, a real npm registry.
 * @throws {Error} when it does not answer within a minute, with what it said
 */
export async function startRegistry(options: {
  /** Folder for its data; made if it is missing. */
  readonly folder: string;
  /** Such as `@tideway`. */
  readonly scope: string;
}): Promise<Registry> {
  const { folder, scope } = options;
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const config = join(folder, 'config.yaml');
  const anybody = { access: '$all', publish: '$all', unpublish: '$all' };
  writeFileSync(
    config,
    // JSON is YAML.
    JSON.stringify({
      storage: join(folder, 'storage'),
      auth: { htpasswd: { file: join(folder, 'htpasswd') } },
      packages: { [`${scope}/*`]: anybody },
      log: { type: 'stdout', format: 'pretty', level: 'warn' },
    }),
  );
  const npmrc = join(folder, 'npmrc');
  // npm publishes only with a token; this registry asks for none.
  writeFileSync(npmrc, `${scope}:registry=${url}\n//127.0.0.1:${port}/:_authToken=none\n`);

  const manifest = createRequire(import.meta.url).resolve('verdaccio/package.json');
  const program = join(dirname(manifest), 'bin', 'verdaccio');
  const child = spawn(process.execPath, [program, '--config', config, '--listen', `127.0.0.1:${port}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (said += data.toString()));
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
  };
  const limit = Date.now() + START_LIMIT;
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > limit) {
      await stop();
      throw new Error(`The registry did not start:\n${said}`);
    }
    await wait(100);
  }
  return { url, npmrc, stop };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}-/ping`)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
