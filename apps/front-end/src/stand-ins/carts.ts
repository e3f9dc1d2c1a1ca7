import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';

interface Line {
  readonly id: string;
  readonly itemId: string;
  quantity: number;
  unitPrice: number;
}

/** STAND-IN of the carts service: carts in memory, by owner. */
export function cartsStandIn(): Hono {
  const carts = new Map<string, Line[]>();
  const cartOf = (owner: string): Line[] => {
    const cart = carts.get(owner) ?? [];
    carts.set(owner, cart);
    return cart;
  };
  const put = (owner: string, line: Omit<Line, 'id'>): Line => {
    const cart = cartOf(owner);
    const there = cart.find(({ itemId }) => itemId === line.itemId);
    if (there !== undefined) {
      there.quantity += line.quantity;
      return there;
    }
    const added = { id: randomBytes(12).toString('hex'), ...line };
    cart.push(added);
    return added;
  };

  const app = new Hono();
  app.get('/carts/:owner/merge', (c) => {
    const visitor = c.req.query('sessionId') ?? '';
    for (const { itemId, quantity, unitPrice } of carts.get(visitor) ?? []) {
      put(c.req.param('owner'), { itemId, quantity, unitPrice });
    }
    carts.delete(visitor);
    return c.body(null, 202);
  });
  app.get('/carts/:owner/items', (c) => c.json(carts.get(c.req.param('owner')) ?? []));
  app.post('/carts/:owner/items', async (c) => {
    const { itemId, unitPrice, quantity } = await c.req.json<{
      itemId: string;
      unitPrice: number;
      quantity?: number;
    }>();
    return c.json(put(c.req.param('owner'), { itemId, unitPrice, quantity: quantity ?? 1 }), 201);
  });
  app.patch('/carts/:owner/items', async (c) => {
    const { itemId, unitPrice, quantity } = await c.req.json<{
      itemId: string;
      unitPrice: number;
      quantity: number;
    }>();
    const line = cartOf(c.req.param('owner')).find((one) => one.itemId === itemId);
    if (line === undefined) {
      put(c.req.param('owner'), { itemId, unitPrice, quantity });
    } else {
      line.quantity = quantity;
      line.unitPrice = unitPrice;
    }
    return c.body(null, 202);
  });
  app.delete('/carts/:owner/items/:item', (c) => {
    const owner = c.req.param('owner');
    carts.set(
      owner,
      cartOf(owner).filter(({ itemId }) => itemId !== c.req.param('item')),
    );
    return c.body(null, 202);
  });
  app.delete('/carts/:owner', (c) => {
    carts.delete(c.req.param('owner'));
    return c.body(null, 202);
  });
  app.get('/health', (c) => c.json({ health: [{ service: 'carts', status: 'OK' }] }));
  return app;
}
