import { ConfigError } from './config/config-error.ts';
import { readConfig, type ShopConfig } from './config/config.ts';
import { makeLogger } from './logging/logger.ts';
import { startShop } from './start.ts';

function configOrExit(): ShopConfig {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) {
      process.stderr.write(`${error.message}\n`);
      process.exit(2);
    }
    throw error;
  }
}

const config = configOrExit();
const logger = makeLogger({ level: config.logLevel });
const shop = await startShop(config, { logger });
logger.info({ port: shop.port }, 'listening');
void shop.ready.then(() => logger.info('ready'));

// As PID 1 of a container Node has no default handler: without this a rollout waits for the kill.
let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) {
      process.exit(1);
    }
    stopping = true;
    logger.info({ signal }, 'stopping');
    void shop.close().then(() => logger.info('stopped'));
  });
}
