import { errorSummary, fieldList, tokenField, type Field, type FormState } from './form.ts';
import { html, type Markup } from './markup.ts';
import type { Shell } from './view.ts';

/** A form on a sheet of its own. */
export interface SheetForm {
  /** Where it is sent to. */
  readonly action: string;
  readonly fields: readonly Field[];
  /** What was typed, and what is wrong with it. */
  readonly state: FormState;
  /** What goes along unseen, by name. */
  readonly hidden: Readonly<Record<string, string>>;
  /** What its button says. */
  readonly button: string;
  /** Whether the button is as wide as the sheet. @default false */
  readonly full?: boolean;
}

/** A form with its problems on top, its fields and its button; the shop checks it, not the browser. */
export function sheetForm(shell: Shell, form: SheetForm): Markup {
  const { action, fields, state, hidden, button, full = false } = form;
  return html`<form class="sheet" method="post" action="${action}" novalidate>
    ${errorSummary(fields, state)} ${tokenField(shell.formToken)}
    ${Object.entries(hidden).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
    )}
    ${fieldList(fields, state)}
    <button class="button loud ${full ? 'full' : ''}">${button}</button>
  </form>`;
}
