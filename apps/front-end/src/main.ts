import { makeServer } from './server.ts';

const port = Number(process.env['PORT'] ?? 8079);
const server = makeServer().listen(port);

// As PID 1 of a container Node has no default handler: without this a rollout waits for the kill.
process.once('SIGTERM', () => server.close());
