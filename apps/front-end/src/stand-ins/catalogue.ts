import { Hono } from 'hono';
import { socks, tags } from './socks.ts';

const positive = (value: string | undefined, otherwise: number): number => {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : otherwise;
};

const withTags = (wanted: string | undefined) => {
  const any = (wanted ?? '').split(',').filter((tag) => tag !== '');
  return any.length === 0 ? socks : socks.filter(({ tag }) => tag.some((one) => any.includes(one)));
};

/** STAND-IN of the catalogue service: ten socks that never change. */
export function catalogueStandIn(): Hono {
  const app = new Hono();
  app.get('/catalogue', (c) => {
    const size = positive(c.req.query('size'), 10);
    const page = positive(c.req.query('page'), 1);
    const found = [...withTags(c.req.query('tags'))];
    const sort = c.req.query('sort');
    if (sort === 'price') {
      found.sort((a, b) => a.price - b.price);
    } else if (sort === 'name') {
      found.sort((a, b) => a.name.localeCompare(b.name, 'en'));
    }
    return c.json(found.slice((page - 1) * size, page * size));
  });
  app.get('/catalogue/size', (c) => c.json({ size: withTags(c.req.query('tags')).length, err: null }));
  app.get('/tags', (c) => c.json({ tags, err: null }));
  app.get('/catalogue/images/:name', (c) => {
    const name = c.req.param('name');
    const index = socks.findIndex(({ imageUrl }) => imageUrl.includes(`/catalogue/images/${name}`));
    return index < 0
      ? c.notFound()
      : c.body(picture((index * 36) % 360), 200, { 'content-type': 'image/svg+xml' });
  });
  app.get('/catalogue/:id', (c) => {
    const product = socks.find(({ id }) => id === c.req.param('id'));
    return product === undefined
      ? c.json({ error: 'not found', status_code: 404, status_text: 'Not Found' }, 404)
      : c.json(product);
  });
  app.get('/health', (c) => c.json({ health: [{ service: 'catalogue', status: 'OK' }] }));
  return app;
}

const picture = (hue: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="100" height="100" fill="hsl(${hue} 45% 92%)"/><path d="M40 12h26v44l16 16c8 9-4 20-14 13L40 64z" fill="hsl(${hue} 55% 45%)"/><path d="M40 12h26v9H40z" fill="hsl(${hue} 60% 30%)"/></svg>`;
