import { html, nothing, type Markup } from './markup.ts';

/** A field of a form. */
export interface Field {
  readonly name: string;
  readonly label: string;
  /** @default 'text' */
  readonly type?: 'text' | 'email' | 'password';
  /** What the browser may fill in: a token of HTML's `autocomplete`. */
  readonly autocomplete: string;
  /** How to fill it in, where the label does not say it. @default - */
  readonly hint?: string;
  /** Keyboard of a phone. @default 'text' */
  readonly keyboard?: 'numeric' | 'email' | 'text';
  /** Most characters. @default 100 */
  readonly longest?: number;
  /** Part of a row's width: half fields stand side by side. @default 'whole' */
  readonly width?: 'half' | 'whole';
}

/** A form that came back: what was typed, and what is wrong with it, by field. */
export interface FormState {
  /** Never holds a password or a card's number. */
  readonly values: Readonly<Record<string, string>>;
  /** What is wrong, by field's name; `''` for the form as a whole. */
  readonly problems: Readonly<Record<string, string>>;
}

/** A form nobody has filled in yet. */
export const emptyForm: FormState = { values: {}, problems: {} };

/** The hidden field that shows that the form came from one of the shop's own pages. */
export const tokenField = (token: string): Markup =>
  html`<input type="hidden" name="formToken" value="${token}" />`;

/** All problems of a form, each with a way to its field; nothing when there are none. */
export function errorSummary(fields: readonly Field[], state: FormState): Markup {
  const problems = Object.entries(state.problems);
  if (problems.length === 0) return nothing;
  const known = new Set(fields.map(({ name }) => name));
  return html`<div class="errors" role="alert" tabindex="-1" data-focus>
    <h2>Please check the form</h2>
    <ul>
      ${problems.map(([name, text]) =>
        known.has(name) ? html`<li><a href="#${name}">${text}</a></li>` : html`<li>${text}</li>`,
      )}
    </ul>
  </div>`;
}

function field(one: Field, state: FormState): Markup {
  const problem = state.problems[one.name];
  const described = [
    one.hint === undefined ? [] : `${one.name}-hint`,
    problem === undefined ? [] : `${one.name}-problem`,
  ].flat();
  return html`<div class="field ${one.width === 'half' ? 'half' : ''}">
    <label for="${one.name}">${one.label}</label>
    ${one.hint === undefined ? nothing : html`<p class="hint" id="${one.name}-hint">${one.hint}</p>`}
    ${
      problem === undefined
        ? nothing
        : html`<p class="problem" id="${one.name}-problem"><span class="unseen">Error: </span>${problem}</p>`
    }
    <input
      id="${one.name}"
      name="${one.name}"
      type="${one.type ?? 'text'}"
      value="${one.type === 'password' ? '' : (state.values[one.name] ?? '')}"
      autocomplete="${one.autocomplete}"
      inputmode="${one.keyboard ?? 'text'}"
      maxlength="${String(one.longest ?? 100)}"
      required
      ${described.length === 0 ? nothing : html`aria-describedby="${described.join(' ')}"`}
      ${problem === undefined ? nothing : html`aria-invalid="true"`}
    />
  </div>`;
}

/** Fields with their labels, hints and problems. */
export const fieldList = (fields: readonly Field[], state: FormState): Markup =>
  html`<div class="fields">${fields.map((one) => field(one, state))}</div>`;
