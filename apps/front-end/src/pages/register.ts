import { emptyForm, type Field, type FormState } from './form.ts';
import { layout } from './layout.ts';
import { html, type Markup } from './markup.ts';
import type { FieldRule } from './read-form.ts';
import { sheetForm } from './sheet-form.ts';
import type { Shell } from './view.ts';

/** The fields of the registration. */
export const registerFields: readonly Field[] = [
  { name: 'firstName', label: 'First name', autocomplete: 'given-name', width: 'half' },
  { name: 'lastName', label: 'Last name', autocomplete: 'family-name', width: 'half' },
  { name: 'email', label: 'Email', type: 'email', autocomplete: 'email', keyboard: 'email', longest: 200 },
  { name: 'username', label: 'Username', autocomplete: 'username' },
  {
    name: 'password',
    label: 'Password',
    type: 'password',
    hint: 'At least 8 characters',
    autocomplete: 'new-password',
  },
];

/** What a registration must look like. */
export const registerRules: Readonly<Record<string, FieldRule>> = {
  email: (value) =>
    /^[^\s@]+@[^\s@]+$/.test(value) ? undefined : 'Enter an email address, such as name@example.com.',
  username: (value) => (value.includes(':') ? 'A username has no colon.' : undefined),
  password: (value) => (value.length < 8 ? 'Choose a password of at least 8 characters.' : undefined),
};

/** The registration; `next` is where it leads. */
export function renderRegister(shell: Shell, next: string, state: FormState = emptyForm): Markup {
  const wrong = Object.keys(state.problems).length > 0;
  return layout(shell, {
    title: wrong ? 'Error: Register' : 'Register',
    current: 'register',
    body: html`<div class="wide small">
      <h1>Register</h1>
      ${sheetForm(shell, {
        action: '/register.html',
        fields: registerFields,
        state,
        hidden: { next },
        button: 'Register',
        full: true,
      })}
      <p>
        Registered already?
        <a href="/login.html${next === '/' ? '' : `?next=${encodeURIComponent(next)}`}">Log in</a>.
      </p>
    </div>`,
  });
}
