import type { Field, FormState } from './form.ts';
import { html, type Markup } from './markup.ts';
import type { FieldRule } from './read-form.ts';
import { sheetForm } from './sheet-form.ts';
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

/** What a card must look like; whether it is good is the payment service's to say. */
export const cardRules: Readonly<Record<string, FieldRule>> = {
  longNum: (value) =>
    /^\d{12,19}$/.test(value.replaceAll(' ', '')) ? undefined : 'Enter a card number of 12 to 19 digits.',
  expires: (value) =>
    /^(0[1-9]|1[0-2])\/\d\d$/.test(value) ? undefined : 'Enter month and year, such as 08/29.',
  ccv: (value) => (/^\d{3,4}$/.test(value) ? undefined : 'Enter the three or four digits of the code.'),
};

/** Fields that never come back in a page. */
export const secretCardFields: readonly string[] = ['longNum', 'ccv'];

/** The form for a new card; `hidden` says where it leads, as `next`, and what else is to be kept. */
export const cardForm = (shell: Shell, state: FormState, hidden: Readonly<Record<string, string>>): Markup =>
  sheetForm(shell, { action: '/account/card', fields: cardFields, state, hidden, button: 'Save card' });

/** A card, as much of it as may be shown. */
export const cardLine = (card: CardView): Markup =>
  html`<p>Card ending in <b>${card.ending}</b>${card.expires === '' ? '' : `, expires ${card.expires}`}</p>`;
