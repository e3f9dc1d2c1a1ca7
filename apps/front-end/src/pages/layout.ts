import { assetPath, footerFile } from './assets.ts';
import { html, nothing, trusted, type Markup } from './markup.ts';
import { tokenField } from './form.ts';
import type { Notice, Shell } from './view.ts';

/** One page of the shop. */
export interface Page {
  /** What the page is about; the shop's name follows it in the browser's tab. @default - the shop's name only */
  readonly title?: string;
  /** Which entry of the navigation leads here. @default - none */
  readonly current?: 'socks' | 'basket' | 'orders' | 'account' | 'login' | 'register';
  /** The content of `<main>`, with one `<h1>`. */
  readonly body: Markup;
}

const footer = trusted(footerFile);

const sock = html`<svg viewBox="0 0 24 24" width="30" height="30" aria-hidden="true">
  <path class="mark-leg" d="M9 2h9v10c0 5-2 7-6 8.500S3 22 3 18.500c0-3 6-2.500 6-7Z" />
  <path
    class="mark-cuff"
    d="M8.500 1.500h10V6h-10zM3 18.500c0-1.600 1.600-2.200 3-3l3.500 5.600C5.500 22.600 3 21.600 3 18.500Z"
  />
</svg>`;

const bag = html`<svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
  <path
    d="M5 9h14l-1.200 10.500a1.500 1.500 0 0 1-1.500 1.300H7.700a1.500 1.500 0 0 1-1.500-1.300ZM8.500 9V7a3.500 3.500 0 0 1 7 0v2"
    fill="none"
    stroke="currentColor"
    stroke-width="1.900"
    stroke-linejoin="round"
    stroke-linecap="round"
  />
</svg>`;

function entry(page: Page, name: Page['current'], href: string, text: string): Markup {
  const here = page.current === name ? html`aria-current="page"` : nothing;
  return html`<li><a href="${href}" ${here}>${text}</a></li>`;
}

function header(shell: Shell, page: Page): Markup {
  const { name, basketCount } = shell.visitor;
  const personal =
    name === undefined
      ? html`${entry(page, 'login', '/login.html', 'Log in')}
        ${entry(page, 'register', '/register.html', 'Register')}`
      : html`${entry(page, 'orders', '/customer-orders.html', 'Orders')}
          ${entry(page, 'account', '/account.html', name)}
          <li>
            <form method="post" action="/logout">
              ${tokenField(shell.formToken)}<button class="link">Log out</button>
            </form>
          </li>`;
  return html`<header class="site-header">
    <div class="wide">
      <a class="brand" href="/">${sock}<span>WeaveSocks</span></a>
      <nav aria-label="Shop">
        <ul>
          ${entry(page, 'socks', '/category.html', 'All socks')} ${personal}
        </ul>
      </nav>
      <a class="bag" href="/basket.html" ${page.current === 'basket' ? html`aria-current="page"` : nothing}
        >${bag}<span class="bag-word">Basket</span>
        <span class="count" data-basket-count ${basketCount ? nothing : html`hidden`}
          >${String(basketCount ?? 0)}</span
        ><span class="unseen">pairs</span></a
      >
    </div>
  </header>`;
}

const said = (notice: Notice | undefined): Markup =>
  notice === undefined
    ? nothing
    : html`<div class="notice ${notice.kind}" role="${notice.kind === 'problem' ? 'alert' : 'status'}">
        <p class="wide">${notice.text}</p>
      </div>`;

/** A whole HTML document; complete without scripts, which only save some page loads. */
export function layout(shell: Shell, page: Page): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title === undefined ? 'WeaveSocks' : `${page.title} – WeaveSocks`}</title>
        <link rel="icon" href="${assetPath('/favicon.svg')}" type="image/svg+xml" />
        <link rel="stylesheet" href="${assetPath('/css/shop.css')}" />
        <script type="module" src="${assetPath('/js/shop.js')}"></script>
      </head>
      <body>
        <a class="skip" href="#content">Skip to content</a>
        ${header(shell, page)} ${said(shell.notice)}
        <main id="content" tabindex="-1">${page.body}</main>
        <div class="unseen" role="status" data-announce></div>
        ${footer}
      </body>
    </html> `;
}
