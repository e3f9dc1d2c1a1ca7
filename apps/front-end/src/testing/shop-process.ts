import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The shop as a process of its own. */
export interface ShopProcess {
  readonly origin: string;
  /** Lines that it wrote, to either stream. */
  readonly lines: readonly string[];
  /** Ends it as Kubernetes does, and waits until it has ended. */
  stop(): Promise<void>;
}

/**
 * Starts the shop on a free port, with this environment and these arguments of Node.js.
 * @throws Error with what it wrote, when it ends before it listens
 */
export async function shopProcess(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<ShopProcess> {
  const folder = fileURLToPath(new URL('../..', import.meta.url));
  const child = spawn(process.execPath, [...args, 'src/main.ts'], {
    cwd: folder,
    env: { PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const ended = once(child, 'exit');
  const port = new Promise<number>((resolve, reject) => {
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on('line', (line) => {
        lines.push(line);
        const found = /"port":(\d+),"msg":"listening"/u.exec(line)?.[1];
        if (found !== undefined) {
          resolve(Number(found));
        }
      });
    }
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`The shop ended before it listened:\n${lines.join('\n')}`)));
  });
  return {
    origin: `http://127.0.0.1:${String(await port)}`,
    lines,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
