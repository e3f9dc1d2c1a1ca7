import { errorSummary, fieldList, tokenField, type Field, type FormState } from './form.ts';
import { html, type Markup } from './markup.ts';
import type { CardView, Shell } from './view.ts';

/** The fields of a card. */
export const cardFields: readonly Field[] = [
  { name: 'longNum', label: 'Card number', autocomplete: 'cc-number', keyboard: 'numeric', longest: 23 },
  {
    name: 'expires',
    label: 'Expires',
    hint: 'Month and year, such as 08/29',
    autocomplete: 'cc-exp',
    keyboard: 'numeric',
    width: 'half',
    longest: 5,
  },
  {
    name: 'ccv',
    label: 'Security code',
    hint: 'Three or four digits',
    autocomplete: 'cc-csc',
    keyboard: 'numeric',
    width: 'half',
    longest: 4,
  },
];

/** The form for a new card; `next` is where it leads. */
export function cardForm(shell: Shell, state: FormState, next: string): Markup {
  return html`<form class="sheet" method="post" action="/account/card" novalidate>
    ${errorSummary(cardFields, state)} ${tokenField(shell.formToken)}
    <input type="hidden" name="next" value="${next}" />
    ${fieldList(cardFields, state)}
    <button class="button loud">Save card</button>
  </form>`;
}

/** A card, as much of it as may be shown. */
export const cardLine = (card: CardView): Markup =>
  html`<p>Card ending in <b>${card.ending}</b>${card.expires === '' ? '' : `, expires ${card.expires}`}</p>`;
