import { serve } from '@hono/node-server';
import { createShop } from './app.ts';
import { makeBackends } from './backends/backends.ts';
import { readConfig } from './config/config.ts';

const config = readConfig(process.env);
const standIns =
  config.backends === 'stand-ins'
    ? await (await import('./stand-ins/start-stand-ins.ts')).startStandIns()
    : undefined;
const urls = config.backends === 'stand-ins' ? standIns?.urls : config.backends;
if (urls === undefined) {
  throw new Error('no back ends');
}
const backends = makeBackends({ urls, timeout: config.backendTimeout });
const server = serve({ fetch: createShop({ config, backends }).fetch, port: config.port });

// As PID 1 of a container Node has no default handler: without this a rollout waits for the kill.
process.once('SIGTERM', () => {
  server.close(() => void Promise.all([backends.close(), standIns?.close()]));
});
