import { Hono } from 'hono';
import { assets, footerFile } from '../assets.ts';

const year = 'public, max-age=31536000, immutable';

/** Style, script and pictures, and the footer on its own. */
export function assetRoutes(): Hono {
  const app = new Hono();
  for (const { path, type, body, version } of assets.values()) {
    app.get(path, (c) => {
      const etag = `"${version}"`;
      // Only an address with this very version may be kept: the others may mean another file tomorrow.
      const headers = { etag, 'cache-control': c.req.query('v') === version ? year : 'no-cache' };
      return c.req.header('if-none-match') === etag
        ? c.body(null, 304, headers)
        : c.body(body, 200, { ...headers, 'content-type': type });
    });
  }
  app.get('/footer.html', (c) => c.html(footerFile));
  return app;
}
