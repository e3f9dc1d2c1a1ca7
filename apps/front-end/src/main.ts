import { readConfig } from './config/config.ts';
import { startShop } from './start.ts';

const shop = await startShop(readConfig(process.env));

// As PID 1 of a container Node has no default handler: without this a rollout waits for the kill.
process.once('SIGTERM', () => void shop.close());
