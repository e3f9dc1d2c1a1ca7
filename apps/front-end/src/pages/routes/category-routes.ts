import type { ShopEnv } from '../../shop.ts';
import { Hono } from 'hono';
import { readCategoryQuery } from '../category-path.ts';
import { renderCategory } from '../category.ts';
import { renderHome } from '../home.ts';
import { renderProduct } from '../product.ts';
import { chosen, relatedTo } from '../product-view.ts';
import type { PageContext } from './page-context.ts';
import { notFound } from './page-errors.ts';
import { pagesForAnybody } from './pages-for-anybody.ts';

/** Socks that the home page shows. */
const featured = 4;

/** The pages of the catalogue: home, all socks, one sock. */
export function categoryRoutes({ shell, look }: PageContext): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>();
  const answer = pagesForAnybody();

  for (const path of ['/', '/index.html']) {
    app.get(path, async (c) => {
      const content = await look();
      return answer(c, content, async () => {
        const { products, tags } = content;
        const inStock = products.filter(({ stock }) => stock > 0);
        return renderHome(await shell(c), {
          size: products.length,
          featured: inStock.slice(0, featured),
          tags,
        });
      });
    });
  }

  app.get('/category.html', async (c) => {
    const content = await look();
    return answer(c, content, async () => {
      const { products, tags } = content;
      const query = readCategoryQuery(new URL(c.req.url).searchParams);
      const all = chosen(products, query);
      const page = Math.min(query.page, Math.max(1, Math.ceil(all.length / query.size)));
      const start = (page - 1) * query.size;
      return renderCategory(await shell(c), {
        query: { ...query, page },
        products: all.slice(start, start + query.size),
        total: all.length,
        tags,
      });
    });
  });

  app.get('/detail.html', async (c) => {
    const content = await look();
    const { products } = content;
    const product = products.find(({ id }) => id === c.req.query('id'));
    if (product === undefined) return notFound(c, await shell(c));
    return answer(c, content, async () =>
      renderProduct(await shell(c), { product, related: relatedTo(product, products, 4) }),
    );
  });

  return app;
}
