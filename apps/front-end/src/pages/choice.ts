import { html, nothing, type Markup } from './markup.ts';

/** One of several things to choose from. */
export interface Option {
  readonly id: string;
  readonly shown: Markup;
}

/** A choice that belongs to a form elsewhere on the page. */
export interface Choice {
  /** Name in the form. */
  readonly name: string;
  /** What is chosen, for those who do not see the heading. */
  readonly legend: string;
  /** Id of the form. */
  readonly form: string;
  readonly options: readonly Option[];
  /** Id of the option that is chosen. */
  readonly chosen: string;
}

/** Radio buttons; where there is only one option it is shown, and sent along. */
export function choice({ name, legend, form, options, chosen }: Choice): Markup {
  const [only] = options;
  if (only !== undefined && options.length === 1) {
    return html`${only.shown}<input type="hidden" name="${name}" value="${only.id}" form="${form}" />`;
  }
  return html`<fieldset class="choice">
    <legend class="unseen">${legend}</legend>
    ${options.map(
      ({ id, shown }) =>
        html`<label>
          <input
            type="radio"
            name="${name}"
            value="${id}"
            form="${form}"
            ${id === chosen ? html`checked` : nothing}
          />
          ${shown}
        </label>`,
    )}
  </fieldset>`;
}
