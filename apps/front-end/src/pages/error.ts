import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';
import { pictureOf } from './product-card.ts';
import type { Shell } from './view.ts';

/** What went wrong, in words for a customer: never where inside of the shop, or why. */
export interface ErrorView {
  readonly status: number;
  /** Path of the page that may work the next time. @default - nothing to try again */
  readonly again?: string;
}

interface Words {
  readonly title: string;
  readonly text: string;
}

const words: Readonly<Record<number, Words>> = {
  403: {
    title: 'That form has expired',
    text: 'It was open for too long, or came from somewhere else. Go back, load the page again and send it once more.',
  },
  404: {
    title: 'An odd one',
    text: 'There is no page here, and no sock either. Perhaps it lost its other half.',
  },
  413: { title: 'That is too much', text: 'What you sent is larger than the shop takes.' },
  429: { title: 'Too many tries', text: 'Please wait some minutes, then try again.' },
  503: {
    title: 'Back in a moment',
    text: 'A part of the shop does not answer just now. Your basket is safe. Please try again soon.',
  },
};

const unexpected: Words = {
  title: 'Something came undone',
  text: 'The shop could not do that, and it is not your fault. Please try again.',
};

/** An error page. */
export function renderError(shell: Shell, { status, again }: ErrorView): Markup {
  const gone = status === 502 || status === 504 ? 503 : status;
  const { title, text } = words[gone] ?? unexpected;
  return layout(shell, {
    title,
    body: html`<div class="wide small error">
      <img src="${pictureOf('Figueroa', 'single')}" alt="" width="400" height="480" />
      <h1>${title}</h1>
      <p>${text}</p>
      <p class="muted">Error ${String(status)}</p>
      ${
        again === undefined
          ? html`<a class="button loud" href="/category.html">See all socks</a>`
          : html`<a class="button loud" href="${again}">Try again</a>`
      }
    </div>`,
  });
}
