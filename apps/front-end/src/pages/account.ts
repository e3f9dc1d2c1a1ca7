import { addressForm, addressLines } from './address-form.ts';
import { cardForm, cardLine } from './card-form.ts';
import { folded } from './folded.ts';
import { emptyForm, tokenField, type FormState } from './form.ts';
import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';
import type { AddressView, CardView, Shell } from './view.ts';

/** What the account page shows. */
export interface AccountView {
  readonly firstName: string;
  readonly lastName: string;
  readonly username: string;
  readonly addresses: readonly AddressView[];
  readonly cards: readonly CardView[];
  /** The address form as it came back. @default - not filled in yet */
  readonly addressState?: FormState;
  /** The card form as it came back. @default - not filled in yet */
  readonly cardState?: FormState;
}

const leads = { next: '/account.html' };

function removable(shell: Shell, kind: 'address' | 'card', id: string, name: string, shown: Markup): Markup {
  return html`<li>
    ${shown}
    <form method="post" action="/account/${kind}/remove">
      ${tokenField(shell.formToken)}<input type="hidden" name="id" value="${id}" />
      <button class="link">Remove<span class="unseen"> ${name}</span></button>
    </form>
  </li>`;
}

/** The customer's own data: name, addresses, cards. */
export function renderAccount(shell: Shell, view: AccountView): Markup {
  const wrong = view.addressState !== undefined || view.cardState !== undefined;
  return layout(shell, {
    title: wrong ? 'Error: Account' : 'Account',
    current: 'account',
    body: html`<div class="wide">
      <h1>${`${view.firstName} ${view.lastName}`.trim() || view.username}</h1>
      <p class="muted">
        Logged in as ${view.username}. Orders go to the first address, paid with the first card, unless you
        choose others at the checkout.
      </p>
      <div class="halves">
        <section class="panel" aria-labelledby="addresses">
          <h2 id="addresses">Addresses</h2>
          ${
            view.addresses.length === 0
              ? html`<p class="muted">None yet.</p>`
              : html`<ul class="kept" role="list">
                  ${view.addresses.map((address) =>
                    removable(
                      shell,
                      'address',
                      address.id,
                      `${address.number} ${address.street}`,
                      addressLines(address),
                    ),
                  )}
                </ul>`
          }
          ${folded(
            'Add an address',
            view.addressState !== undefined,
            addressForm(shell, view.addressState ?? emptyForm, leads),
          )}
        </section>
        <section class="panel" aria-labelledby="cards">
          <h2 id="cards">Cards</h2>
          ${
            view.cards.length === 0
              ? html`<p class="muted">None yet.</p>`
              : html`<ul class="kept" role="list">
                  ${view.cards.map((card) =>
                    removable(shell, 'card', card.id, `card ending in ${card.ending}`, cardLine(card)),
                  )}
                </ul>`
          }
          ${folded(
            'Add a card',
            view.cardState !== undefined,
            cardForm(shell, view.cardState ?? emptyForm, leads),
          )}
        </section>
      </div>
    </div>`,
  });
}
