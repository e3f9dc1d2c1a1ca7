import type { PageRequest } from '../counter.ts';
import type { ShopEnv } from '../../shop.ts';
import { Hono } from 'hono';
import { renderAccount, type AccountView } from '../account.ts';
import { addressFields } from '../address-form.ts';
import { cardFields, cardRules, secretCardFields } from '../card-form.ts';
import { renderCheckout } from '../checkout.ts';
import type { FormState } from '../form.ts';
import { nextPage } from '../next-page.ts';
import { withNotice, type NoticeWord } from '../notice.ts';
import { readForm } from '../read-form.ts';
import { checkoutView, type Chosen } from './checkout-view.ts';
import { customersOnly } from './customers-only.ts';
import { formBody, type FormBody } from './form-body.ts';
import type { PageContext } from './page-context.ts';
import { answerPage } from './answer-page.ts';

/** A form that came back, by what it is about. */
type Returned = { readonly addressState: FormState } | { readonly cardState: FormState };

const chosenAddress = ({ address }: FormBody): Chosen => (address === undefined ? {} : { address });
const chosenCard = ({ card }: FormBody): Chosen => (card === undefined ? {} : { card });

/** The customer's own data, and what its forms do; the checkout uses the same forms. */
export function accountRoutes(context: PageContext): Hono<ShopEnv> {
  const { counter, shell } = context;
  const app = new Hono<ShopEnv>();
  app.use('/account.html', customersOnly(counter, '/account.html'));
  app.use('/account/*', customersOnly(counter, '/account.html'));

  const account = async (c: PageRequest): Promise<AccountView> => {
    const [customer, addresses, cards] = await Promise.all([
      counter.customer(c),
      counter.addresses(c),
      counter.cards(c),
    ]);
    return { ...customer, addresses, cards };
  };
  const leads = (next: string | undefined): string =>
    nextPage(next) === '/checkout.html' ? '/checkout.html' : '/account.html';
  const done = (c: PageRequest, word: NoticeWord): Response =>
    c.redirect(withNotice('/account.html', word), 303);
  /** At the checkout, what was saved just now is chosen. */
  const saved = (c: PageRequest, next: string | undefined, chosen: Chosen, word: NoticeWord): Response =>
    leads(next) === '/checkout.html'
      ? c.redirect(withNotice(`/checkout.html?${new URLSearchParams(chosen).toString()}`, word), 303)
      : done(c, word);
  const again = async (c: PageRequest, body: FormBody, returned: Returned): Promise<Response> =>
    leads(body['next']) === '/checkout.html'
      ? answerPage(
          c,
          renderCheckout(await shell(c), { ...(await checkoutView(context, c, body)), ...returned }),
          422,
        )
      : answerPage(c, renderAccount(await shell(c), { ...(await account(c)), ...returned }), 422);

  app.get('/account.html', async (c) => {
    const [frame, view] = await Promise.all([shell(c), account(c)]);
    return answerPage(c, renderAccount(frame, view));
  });

  app.post('/account/address', async (c) => {
    const body = await formBody(counter, c);
    const read = readForm(addressFields, body);
    if (!read.ok) return again(c, body, { addressState: read.state });
    const { number = '', street = '', city = '', postcode = '', country = '' } = read.values;
    const address = await counter.addAddress(c, { number, street, city, postcode, country });
    return saved(c, body['next'], { ...chosenCard(body), address }, 'address-saved');
  });

  app.post('/account/card', async (c) => {
    const body = await formBody(counter, c);
    const read = readForm(cardFields, body, cardRules, secretCardFields);
    if (!read.ok) return again(c, body, { cardState: read.state });
    const { longNum = '', expires = '', ccv = '' } = read.values;
    const card = await counter.addCard(c, { longNum: longNum.replaceAll(' ', ''), expires, ccv });
    return saved(c, body['next'], { ...chosenAddress(body), card }, 'card-saved');
  });

  app.post('/account/address/remove', async (c) => {
    const { id = '' } = await formBody(counter, c);
    await counter.removeAddress(c, id);
    return done(c, 'address-removed');
  });

  app.post('/account/card/remove', async (c) => {
    const { id = '' } = await formBody(counter, c);
    await counter.removeCard(c, id);
    return done(c, 'card-removed');
  });

  return app;
}
