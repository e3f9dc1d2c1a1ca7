// Starts the built shop once, so that an image has what Node.js compiled of it and need not compile at each start.
// Node.js takes that only under the same path and the same user, with the same version and options: so this runs where
// the image is built, with the command of the image, as the user that its arguments name: `node compile.mjs <uid> <gid>`.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [uid, gid] = process.argv.slice(2).map(Number);
if (!Number.isInteger(uid) || !Number.isInteger(gid)) {
  throw new TypeError('usage: node compile.mjs <uid> <gid>');
}
const folder = import.meta.dirname;
const compiled = join(folder, 'dist', 'compiled');
mkdirSync(compiled);
chownSync(compiled, uid, gid);

const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const [, ...args] = scripts.start.split(' ');
const shop = spawn(process.execPath, args, {
  cwd: folder,
  uid,
  gid,
  env: {
    NODE_ENV: 'production',
    PORT: '0',
    BACKENDS: 'stand-ins',
    SESSION_SECRET: randomBytes(32).toString('hex'),
    // Nobody answers there, and nobody has to: what asks Redis is to be compiled too.
    SESSION_REDIS: 'redis://127.0.0.1:1',
    DRAIN_DELAY_MS: '0',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
  timeout: 60_000,
});
const ended = once(shop, 'exit');
for await (const line of createInterface({ input: shop.stdout })) {
  const { port, msg } = JSON.parse(line);
  if (msg !== 'listening') continue;
  for (const path of ['/', '/category.html', '/catalogue', '/login.html', '/healthz', '/metrics']) {
    const { ok, status } = await fetch(`http://127.0.0.1:${port}${path}`);
    if (!ok) throw new Error(`The shop answers ${path} with ${status} while it is compiled.`);
  }
  shop.kill('SIGTERM');
}
const [code] = await ended;
// Node.js keeps them from everybody else; in the image they belong to nobody who runs there.
const files = readdirSync(compiled, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
for (const { parentPath, name } of files) chmodSync(join(parentPath, name), 0o444);
if (code !== 0 || files.length === 0) {
  throw new Error(`The shop ended with ${code}, and Node.js kept ${files.length} compiled files.`);
}
