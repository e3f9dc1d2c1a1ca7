import { html, nothing, type Markup } from './markup.ts';

/** A form that is folded away while there is no need for it. */
export const folded = (title: string, open: boolean, form: Markup): Markup =>
  html`<details class="fold" ${open ? html`open` : nothing}>
    <summary>${title}</summary>
    ${form}
  </details>`;
