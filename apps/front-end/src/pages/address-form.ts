import type { Field, FormState } from './form.ts';
import { html, nothing, type Markup } from './markup.ts';
import { sheetForm } from './sheet-form.ts';
import type { AddressView, Shell } from './view.ts';

/** The fields of an address, in the order in which people say them. */
export const addressFields: readonly Field[] = [
  { name: 'number', label: 'House number', autocomplete: 'off', width: 'half', longest: 20 },
  { name: 'street', label: 'Street', autocomplete: 'address-line1', width: 'half' },
  { name: 'city', label: 'Town or city', autocomplete: 'address-level2', width: 'half' },
  { name: 'postcode', label: 'Postcode', autocomplete: 'postal-code', width: 'half', longest: 20 },
  { name: 'country', label: 'Country', autocomplete: 'country-name' },
];

/** The form for a new address; `hidden` says where it leads, as `next`, and what else is to be kept. */
export const addressForm = (
  shell: Shell,
  state: FormState,
  hidden: Readonly<Record<string, string>>,
): Markup =>
  sheetForm(shell, {
    action: '/account/address',
    fields: addressFields,
    state,
    hidden,
    button: 'Save address',
  });

/** An address as it stands on a parcel. */
export const addressLines = (address: AddressView): Markup =>
  html`<address>
    ${address.number} ${address.street}<br />
    ${address.city} ${address.postcode}${address.country === '' ? nothing : html`<br />${address.country}`}
  </address>`;
