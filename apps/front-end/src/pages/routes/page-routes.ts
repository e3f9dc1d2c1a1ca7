import { readFileSync } from 'node:fs';
import { html, raw } from 'hono/html';
import { Hono } from 'hono';
import type { Shop } from '../../shop.ts';

/** The shop's pages. */
export function pageRoutes(shop: Shop): Hono {
  const footer = readFileSync(new URL('../../../public/footer.html', import.meta.url), 'utf8');
  const app = new Hono();
  app.get('/', async (c) => {
    const products = await shop.backends.catalogue.list({ size: '6' });
    return c.html(
      html`<!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>WeaveSocks</title>
          </head>
          <body>
            <main>
              <h1>WeaveSocks</h1>
              <ul>
                ${products.map(({ name, price }) => html`<li>${name} $${price.toFixed(2)}</li>`)}
              </ul>
            </main>
            ${raw(footer)}
          </body>
        </html>`,
    );
  });
  app.get('/footer.html', (c) => c.html(footer));
  return app;
}
