// The stand-ins as a program of their own, for tests and measurements of the shop alone: it says where they are as one
// line of JSON, by the variables that the shop reads, and ends when it is told to.
import { startStandIns } from './start-stand-ins.ts';

const standIns = await startStandIns();
const { urls } = standIns;
process.stdout.write(
  `${JSON.stringify({
    CATALOGUE_URL: urls.catalogue,
    CARTS_URL: urls.carts,
    USER_URL: urls.user,
    ORDERS_URL: urls.orders,
  })}\n`,
);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void standIns.close());
}
