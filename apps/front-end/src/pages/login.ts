import { emptyForm, errorSummary, fieldList, tokenField, type Field, type FormState } from './form.ts';
import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';
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
      <form class="sheet" method="post" action="/login.html" novalidate>
        ${errorSummary(loginFields, state)} ${tokenField(shell.formToken)}
        <input type="hidden" name="next" value="${next}" />
        ${fieldList(loginFields, state)}
        <button class="button loud full">Log in</button>
      </form>
      <p>
        New here?
        <a href="/register.html${next === '/' ? '' : `?next=${encodeURIComponent(next)}`}">Register</a>. What
        is in your basket stays in it.
      </p>
    </div>`,
  });
}
