import type { ShopEnv } from '../../shop.ts';
import { Hono } from 'hono';
import type { KeptOrder } from '../counter.ts';
import { lineViews, pairsIn } from '../line-view.ts';
import { renderOrder } from '../order.ts';
import { renderOrders } from '../orders.ts';
import type { OrderView, ProductView } from '../view.ts';
import { customersOnly } from './customers-only.ts';
import type { PageContext } from './page-context.ts';
import { notFound } from './page-errors.ts';
import { answerPage } from './answer-page.ts';

function orderView(order: KeptOrder, products: readonly ProductView[]): OrderView {
  const lines = lineViews(order.lines, products);
  return { ...order, lines, pairs: pairsIn(lines), names: lines.map(({ name }) => name) };
}

/** The customer's orders, and each of them. */
export function orderRoutes({ counter, look, shell }: PageContext): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>();
  app.use('/customer-orders.html', customersOnly(counter, '/customer-orders.html'));
  app.use('/customer-order.html', customersOnly(counter, '/customer-orders.html'));

  app.get('/customer-orders.html', async (c) => {
    const [frame, orders, { products }] = await Promise.all([shell(c), counter.orders(c), look()]);
    return answerPage(
      c,
      renderOrders(
        frame,
        orders.map((order) => orderView(order, products)),
      ),
    );
  });

  app.get('/customer-order.html', async (c) => {
    // Sock Shop's own links hold the order's path, /orders/<id>.
    const id = (c.req.query('order') ?? '').replace(/^\/?orders\//, '');
    const [frame, order, { products }] = await Promise.all([shell(c), counter.order(c, id), look()]);
    return order === undefined
      ? notFound(c, frame)
      : answerPage(c, renderOrder(frame, orderView(order, products)));
  });

  return app;
}
