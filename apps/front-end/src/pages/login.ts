import { emptyForm, type Field, type FormState } from './form.ts';
import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';
import { sheetForm } from './sheet-form.ts';
import type { Shell } from './view.ts';

/** The fields of the login. */
export const loginFields: readonly Field[] = [
  { name: 'username', label: 'Username', autocomplete: 'username' },
  { name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' },
];

/** The login; `next` is where it leads. */
export function renderLogin(shell: Shell, next: string, state: FormState = emptyForm): Markup {
  const wrong = Object.keys(state.problems).length > 0;
  return layout(shell, {
    title: wrong ? 'Error: Log in' : 'Log in',
    current: 'login',
    body: html`<div class="wide small">
      <h1>Log in</h1>
      ${sheetForm(shell, {
        action: '/login.html',
        fields: loginFields,
        state,
        hidden: { next },
        button: 'Log in',
        full: true,
      })}
      <p>
        New here?
        <a href="/register.html${next === '/' ? '' : `?next=${encodeURIComponent(next)}`}">Register</a>. What
        is in your basket stays in it.
      </p>
    </div>`,
  });
}
