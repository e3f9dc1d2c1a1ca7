import type { ShopEnv } from '../../shop.ts';
import { Hono } from 'hono';
import { renderCheckout } from '../checkout.ts';
import { withNotice } from '../notice.ts';
import { orderPath } from '../orders.ts';
import { checkoutView } from './checkout-view.ts';
import { customersOnly } from './customers-only.ts';
import { formBody } from './form-body.ts';
import type { PageContext } from './page-context.ts';
import { answerPage } from './answer-page.ts';

/** The checkout. */
export function checkoutRoutes(context: PageContext): Hono<ShopEnv> {
  const { counter, shell } = context;
  const app = new Hono<ShopEnv>();
  app.use('/checkout.html', customersOnly(counter, '/checkout.html'));

  app.get('/checkout.html', async (c) => {
    const [frame, view] = await Promise.all([shell(c), checkoutView(context, c, c.req.query())]);
    return view.lines.length === 0
      ? c.redirect('/basket.html', 303)
      : answerPage(c, renderCheckout(frame, view));
  });

  app.post('/checkout.html', async (c) => {
    const { address, card } = await formBody(counter, c);
    const choice = { ...(address === undefined ? {} : { address }), ...(card === undefined ? {} : { card }) };
    const view = await checkoutView(context, c, choice);
    if (view.lines.length === 0) return c.redirect('/basket.html', 303);
    if (view.address === undefined || view.card === undefined) return c.redirect('/checkout.html', 303);
    const placed = await counter.placeOrder(c, choice);
    if (!placed.ok)
      return answerPage(c, renderCheckout(await shell(c), { ...view, refusal: placed.message }), 422);
    // The order stands; a basket that is still full is a lesser evil than a page that says it failed.
    await counter.empty(c).catch(() => undefined);
    const next = placed.id === undefined ? '/customer-orders.html' : orderPath(placed.id);
    return c.redirect(withNotice(next, 'ordered'), 303);
  });

  return app;
}
