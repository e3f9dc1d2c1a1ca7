// @ts-nocheck -- plain JavaScript, as its authors wrote theirs: Express 5 brings no types
// Sock Shop's front-end as its authors built it, with the Express of today: static pages, sessions in memory, JSON passed on
// from the back ends. What theirs lacks it lacks too: checks, time limits, traces, security headers, a log.
import { once } from 'node:events';
import express from 'express';
import session from 'express-session';
import { Histogram, register } from 'prom-client';

const { PORT, PAGES, SESSION_SECRET, CATALOGUE_URL, CARTS_URL, USER_URL, ORDERS_URL } = process.env;

const durations = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time in which requests were answered',
  labelNames: ['service', 'method', 'path', 'status_code'],
});

const app = express();
app.use((request, response, next) => {
  const end = durations.startTimer();
  response.on('finish', () => {
    const path = request.path.split('/', 2)[1] || '/';
    end({
      service: 'front-end',
      method: request.method.toLowerCase(),
      path,
      status_code: response.statusCode,
    });
  });
  next();
});
app.get('/metrics', async (_request, response) => {
  response.type(register.contentType).send(await register.metrics());
});
app.use(express.static(PAGES));
app.use(express.json());
app.use(session({ name: 'md.sid', secret: SESSION_SECRET, resave: false, saveUninitialized: true }));

const owner = ({ session: { customerId }, sessionID }) => customerId ?? sessionID;

async function call(url, method = 'GET', body = undefined, headers = {}) {
  const answer = await fetch(url, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? null : JSON.stringify(body),
  });
  return { status: answer.status, text: await answer.text() };
}

async function read(url) {
  return JSON.parse((await call(url)).text);
}

const passOn = async (url, response) => response.type('json').send((await call(url)).text);

for (const path of ['/catalogue', '/catalogue/size', '/catalogue/:id', '/tags']) {
  app.get(path, (request, response) => passOn(`${CATALOGUE_URL}${request.originalUrl}`, response));
}

app.get('/cart', (request, response) => passOn(`${CARTS_URL}/carts/${owner(request)}/items`, response));

app.post('/cart', async (request, response) => {
  const item = await read(`${CATALOGUE_URL}/catalogue/${request.body.id}`);
  const { status } = await call(`${CARTS_URL}/carts/${owner(request)}/items`, 'POST', {
    itemId: item.id,
    unitPrice: item.price,
  });
  if (status !== 201) throw new Error(`Unable to add to cart. Status code: ${status}`);
  response.status(201).end();
});

app.post('/cart/update', async (request, response) => {
  const item = await read(`${CATALOGUE_URL}/catalogue/${request.body.id}`);
  const { status } = await call(`${CARTS_URL}/carts/${owner(request)}/items`, 'PATCH', {
    itemId: item.id,
    quantity: parseInt(request.body.quantity, 10),
    unitPrice: item.price,
  });
  if (status !== 202) throw new Error(`Unable to add to cart. Status code: ${status}`);
  response.status(202).end();
});

app.delete('/cart', async (request, response) => {
  const { status } = await call(`${CARTS_URL}/carts/${owner(request)}`, 'DELETE');
  response.status(status).end();
});

app.delete('/cart/:id', async (request, response) => {
  const { status } = await call(`${CARTS_URL}/carts/${owner(request)}/items/${request.params.id}`, 'DELETE');
  response.status(status).end();
});

async function enter(request, response, id) {
  request.session.customerId = id;
  await call(`${CARTS_URL}/carts/${id}/merge?sessionId=${request.sessionID}`);
  response.cookie('logged_in', request.sessionID, { maxAge: 3_600_000 });
}

app.get('/login', async (request, response) => {
  const { authorization } = request.headers;
  const { status, text } = await call(`${USER_URL}/login`, 'GET', undefined, { authorization });
  if (status !== 200) return response.status(401).end();
  await enter(request, response, JSON.parse(text).user.id);
  return response.send('Cookie is set');
});

app.post('/register', async (request, response) => {
  const { status, text } = await call(`${USER_URL}/register`, 'POST', request.body);
  if (status !== 200) return response.status(500).end();
  const { id } = JSON.parse(text);
  await enter(request, response, id);
  return response.json({ id });
});

for (const kind of ['cards', 'addresses']) {
  app.post(`/${kind}`, async (request, response) => {
    const { status, text } = await call(`${USER_URL}/${kind}`, 'POST', {
      ...request.body,
      userID: owner(request),
    });
    response.status(status).type('json').send(text);
  });
}

app.get('/card', async (request, response) => {
  const { _embedded } = await read(`${USER_URL}/customers/${owner(request)}/cards`);
  const [card] = _embedded?.card ?? [];
  response.json(card === undefined ? { status_code: 500 } : { number: card.longNum.slice(-4) });
});

app.get('/address', async (request, response) => {
  const { _embedded } = await read(`${USER_URL}/customers/${owner(request)}/addresses`);
  response.json(_embedded?.address?.[0] ?? { status_code: 500 });
});

app.get('/customers/:id', (request, response) =>
  passOn(`${USER_URL}/customers/${request.session.customerId}`, response),
);

app.get('/orders', async (request, response) => {
  const id = request.session.customerId;
  if (id === undefined) throw new Error('User not logged in.');
  const { _embedded } = await read(`${ORDERS_URL}/orders/search/customerId?sort=date&custId=${id}`);
  response.status(201).json(_embedded.customerOrders);
});

app.post('/orders', async (request, response) => {
  const id = request.session.customerId;
  if (id === undefined) throw new Error('User not logged in.');
  const { _links } = await read(`${USER_URL}/customers/${id}`);
  const [addresses, cards] = await Promise.all([read(_links.addresses.href), read(_links.cards.href)]);
  const { status, text } = await call(`${ORDERS_URL}/orders`, 'POST', {
    customer: _links.customer.href,
    address: addresses._embedded.address[0]?._links.self.href ?? null,
    card: cards._embedded.card[0]?._links.self.href ?? null,
    items: `${CARTS_URL}/carts/${id}/items`,
  });
  response.status(status).type('json').send(text);
});

app.use((error, _request, response, _next) => {
  response.status(500).json({ message: error.message, error: {} });
});

await once(app.listen(Number(PORT), '127.0.0.1'), 'listening');
