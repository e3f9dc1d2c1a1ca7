import type { PageRequest } from '../counter.ts';
import type { ShopEnv } from '../../shop.ts';
import { Hono } from 'hono';
import { mostPairs, renderBasket } from '../basket.ts';
import { lineViews, pairsIn } from '../line-view.ts';
import { withNotice, type NoticeWord } from '../notice.ts';
import { formBody } from './form-body.ts';
import type { PageContext } from './page-context.ts';
import { answerPage } from './answer-page.ts';

const back = (c: PageRequest, word: NoticeWord): Response =>
  c.redirect(withNotice('/basket.html', word), 303);

/** Pairs that a form asks for: 0 takes the sock out. */
function readQuantity(text: string | undefined): number | undefined {
  const quantity = /^\d{1,4}$/.test(text ?? '') ? Number(text) : undefined;
  return quantity !== undefined && quantity <= mostPairs ? quantity : undefined;
}

/** The basket, and what its forms do. */
export function basketRoutes({ counter, look, shell }: PageContext): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>();

  app.get('/basket.html', async (c) => {
    const basket = counter.basket(c);
    const [frame, lines, { products }] = await Promise.all([shell(c, basket), basket, look()]);
    return answerPage(c, renderBasket(frame, lineViews(lines, products)));
  });

  app.post('/basket/add', async (c) => {
    const { id = '' } = await formBody(counter, c);
    const product = (await look()).products.find((one) => one.id === id);
    const there = product !== undefined && product.stock > 0;
    if (there) await counter.add(c, id);
    if (c.req.header('accept') !== 'application/json') return back(c, there ? 'added' : 'sold-out');
    const count = pairsIn(await counter.basket(c));
    return there
      ? c.json({ count, text: `Added: ${product.name}. ${String(count)} in the basket.` })
      : c.json({ count, text: 'That sock is not there any more.' }, 404);
  });

  app.post('/basket/change', async (c) => {
    const { id = '', quantity: text } = await formBody(counter, c);
    const quantity = readQuantity(text);
    const known = (await counter.basket(c)).some(({ itemId }) => itemId === id);
    if (quantity === undefined || !known) return back(c, 'quantity');
    await (quantity === 0 ? counter.remove(c, id) : counter.change(c, id, quantity));
    return back(c, quantity === 0 ? 'removed' : 'changed');
  });

  app.post('/basket/remove', async (c) => {
    const { id = '' } = await formBody(counter, c);
    await counter.remove(c, id);
    return back(c, 'removed');
  });

  app.post('/basket/empty', async (c) => {
    await formBody(counter, c);
    await counter.empty(c);
    return back(c, 'emptied');
  });

  return app;
}
