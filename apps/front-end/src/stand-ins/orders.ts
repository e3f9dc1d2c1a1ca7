import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import * as z from 'zod';

const shipping = 4.99;
const most = 105;

const placed = z.object({
  customer: z.url(),
  address: z.url(),
  card: z.url(),
  items: z.url(),
});
const customerSchema = z.looseObject({ id: z.string() });
const itemsSchema = z.array(z.looseObject({ quantity: z.number(), unitPrice: z.number() }));

interface Kept {
  readonly id: string;
  readonly customerId: string;
  readonly [field: string]: unknown;
}

const refusal = (message: string) => ({
  timestamp: Date.now(),
  status: 406,
  error: 'Not Acceptable',
  exception: 'works.weave.socks.orders.controllers.OrdersController$OrderRefused',
  message,
  path: '/orders',
});

/**
 * STAND-IN of the orders service, with payment and shipping: fetches what the order names from the other stand-ins,
 * refuses a total above 105 dollars as payment does. It fetches from loopback only. `origin` is its own address.
 */
export function ordersStandIn(origin: () => string): Hono {
  const orders: Kept[] = [];
  const show = (order: Kept) => ({
    ...order,
    _links: { self: { href: `${origin()}/orders/${order.id}` } },
  });
  const load = async <T>(url: string, schema: z.ZodType<T>): Promise<T> => {
    if (new URL(url).hostname !== '127.0.0.1') {
      throw new Error('not on loopback, where the stand-ins are');
    }
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    return schema.parse(await response.json());
  };

  const app = new Hono();
  app.post('/orders', async (c) => {
    const wanted = placed.safeParse(await c.req.json());
    if (!wanted.success) {
      return c.json(refusal('Invalid order request. Order requires customer, address, card and items.'), 406);
    }
    const [customer, address, card, items] = await Promise.all([
      load(wanted.data.customer, customerSchema),
      load(wanted.data.address, z.looseObject({})),
      load(wanted.data.card, z.looseObject({})),
      load(wanted.data.items, itemsSchema),
    ]);
    const total = Number(
      items.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, shipping).toFixed(2),
    );
    if (total > most) {
      return c.json(refusal(`Payment declined: amount exceeds ${most.toFixed(2)}`), 406);
    }
    const id = randomBytes(12).toString('hex');
    const order = {
      id,
      customerId: customer.id,
      customer,
      address,
      card,
      items,
      shipment: { id: randomBytes(8).toString('hex'), name: customer.id },
      date: new Date().toISOString().replace('Z', '+0000'),
      total,
    };
    orders.push(order);
    return c.json(show(order), 201);
  });
  app.get('/orders/search/customerId', (c) =>
    c.json({
      _embedded: {
        customerOrders: orders.filter(({ customerId }) => customerId === c.req.query('custId')).map(show),
      },
    }),
  );
  app.get('/orders/:id', (c) => {
    const order = orders.find(({ id }) => id === c.req.param('id'));
    return order === undefined ? c.notFound() : c.json(show(order));
  });
  app.get('/health', (c) => c.json({ health: [{ service: 'orders', status: 'OK' }] }));
  return app;
}
