import type { ShopEnv } from '../../shop.ts';
import { Hono } from 'hono';
import { loginFields, renderLogin } from '../login.ts';
import { nextPage } from '../next-page.ts';
import { withNotice } from '../notice.ts';
import { readForm } from '../read-form.ts';
import { registerFields, registerRules, renderRegister } from '../register.ts';
import { formBody } from './form-body.ts';
import type { PageContext } from './page-context.ts';
import { answerPage } from './answer-page.ts';

/** Login, registration and logout. */
export function loginRoutes({ counter, shell }: PageContext): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>();

  app.get('/login.html', async (c) =>
    answerPage(c, renderLogin(await shell(c), nextPage(c.req.query('next')))),
  );

  app.post('/login.html', async (c) => {
    const body = await formBody(counter, c);
    const next = nextPage(body['next']);
    const read = readForm(loginFields, body, {}, ['password']);
    if (!read.ok) return answerPage(c, renderLogin(await shell(c), next, read.state), 422);
    const { username = '', password = '' } = read.values;
    if (await counter.logIn(c, username, password)) return c.redirect(withNotice(next, 'logged-in'), 303);
    const state = { values: { username }, problems: { '': 'Username or password is wrong.' } };
    return answerPage(c, renderLogin(await shell(c), next, state), 401);
  });

  app.get('/register.html', async (c) =>
    answerPage(c, renderRegister(await shell(c), nextPage(c.req.query('next')))),
  );

  app.post('/register.html', async (c) => {
    const body = await formBody(counter, c);
    const next = nextPage(body['next']);
    const read = readForm(registerFields, body, registerRules, ['password']);
    if (!read.ok) return answerPage(c, renderRegister(await shell(c), next, read.state), 422);
    const { firstName = '', lastName = '', email = '', username = '', password = '' } = read.values;
    if (await counter.register(c, { firstName, lastName, email, username, password }))
      return c.redirect(withNotice(next, 'registered'), 303);
    const state = {
      values: { firstName, lastName, email, username },
      problems: { username: 'This username is taken. Choose another.' },
    };
    return answerPage(c, renderRegister(await shell(c), next, state), 409);
  });

  app.post('/logout', async (c) => {
    await formBody(counter, c);
    await counter.logOut(c);
    return c.redirect(withNotice('/', 'logged-out'), 303);
  });

  return app;
}
